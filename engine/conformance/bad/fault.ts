/** One way to break the promises of named cases; all else is as in the sound connector. */
import type { WireAnswer } from '../../src/contract/wire.ts';
import { modelConnector, type Changes } from '../model/connector.ts';
import { obliging } from '../model/kit.ts';
import type { Parts } from '../model/parts.ts';
import type { Connector } from '../../src/contract/connector.ts';

export type Fault = {
  /** What it does wrong, as a sentence without its subject. */
  readonly named: string;
  /** The cases that must catch it. */
  readonly breaks: readonly string[];
  /** A new one each time: some faults are in what it remembers. */
  readonly connector: () => Connector;
};

export const fault = (
  named: string,
  breaks: string | readonly string[],
  changes: Changes | (() => Changes),
): Fault => ({
  named,
  breaks: typeof breaks === 'string' ? [breaks] : breaks,
  connector: () => modelConnector(typeof changes === 'function' ? changes() : changes),
});

/** Takes such an answer for the best that could have been said. */
export const believing = (isSuch: (answer: WireAnswer) => boolean): Partial<Parts> => ({
  async send(wire, request) {
    const answer = await wire.request(request);
    return isSuch(answer) ? obliging()(request) : answer;
  },
});

export const bodyOf = (answer: WireAnswer): string =>
  (answer.is === 'answer' ? answer.body : '');

export const hasStatus = (...statuses: readonly number[]) => (answer: WireAnswer): boolean =>
  answer.is === 'answer' && statuses.includes(answer.status);
