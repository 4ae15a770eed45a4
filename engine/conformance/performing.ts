import type { Performed } from '../src/contract/connector.ts';
import type { WireAnswer, WireRequest } from '../src/contract/wire.ts';
import type { Action } from '../src/core/model/decision.ts';
import { now, openOn, type OtherSide } from './bench.ts';
import { hold, type OperationGiven } from './case.ts';

export type Done = { readonly performed: Performed; readonly requests: readonly WireRequest[] };

/** In a session of its own. The number of outcomes holds of whatever the other side does. */
export const perform = async (
  { kit, of }: Pick<OperationGiven, 'kit' | 'of'>,
  items: readonly Action[],
  other: OtherSide = of.good(),
): Promise<Done> => {
  const { session, requests } = openOn(kit, other);
  const performed = await session.perform(items, now);
  hold(performed.outcomes.length === items.length,
    `${String(performed.outcomes.length)} outcomes for ${String(items.length)} items`);
  return { performed, requests: [...requests] };
};

export const isWriting = ({ of }: Pick<OperationGiven, 'of'>) => (request: WireRequest): boolean =>
  of.isWriting?.(request) ?? request.method !== 'GET';

/** The keys of what each writing call wrote. */
export const writes = (
  given: Pick<OperationGiven, 'of'>,
  requests: readonly WireRequest[],
): readonly (readonly string[])[] =>
  requests.filter(isWriting(given)).map(given.of.naturalKeys);

/** How many calls a good run makes: what is declared, unless the kit's items need fewer. */
export const callCount = ({ declared, of }: Pick<OperationGiven, 'declared' | 'of'>): number =>
  of.calls ?? declared.costInCalls;

/** The number of each call of a good run, from 1. */
export const callsOf = (given: Pick<OperationGiven, 'declared' | 'of'>): readonly number[] =>
  Array.from({ length: callCount(given) }, (_, i) => i + 1);

/** Answers by one side, and by another at the call of that number, from 1. */
export const exceptAt = (
  call: number,
  good: OtherSide,
  then: (request: WireRequest) => WireAnswer,
): OtherSide => {
  let calls = 0;
  return (request) => ((calls += 1) === call ? then(request) : good(request));
};

/** The same other side, whose readable documents come out changed. */
export const changed = (good: OtherSide, change: (value: unknown) => unknown): OtherSide =>
  (request) => {
    const answer = good(request);
    if (answer.is !== 'answer' || answer.body === '') return answer;
    return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body))) };
  };
