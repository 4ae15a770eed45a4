/** What is worth watching on a connection, a sentence for each thing; nothing when all is well. */
import { escalatesTo, reactionTimes } from '../core/model/exception-handling.ts';
import { clock, type Reader } from '../core/explain/words.ts';
import { later, type Instant } from '../core/model/instant.ts';
import type { Silence } from '../core/model/dossier.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Manifest } from '../contract/connector.ts';
import type { Budget } from './budget.ts';
import { clockSentence } from './clocks.ts';
import { watchedGateSentence } from './watched-gate.ts';
import type { Unreadable } from '../store/calls.ts';
import type { SeenClock } from '../store/clocks.ts';

export type Watched = {
  readonly name: string;
  readonly policy: Policy;
  readonly manifest: Manifest | undefined;
  readonly budget: Budget | null;
  readonly clocks: readonly SeenClock[];
  readonly silence: Silence | null;
  readonly unreadable: Unreadable | null;
  readonly now: Instant;
};

export const watchSentences = (
  { name, policy, manifest, budget, clocks, silence, unreadable, now }: Watched,
): string[] => [
  silence === null ? null : silenceSentence(silence, readerOf(policy, name, now)),
  unreadable === null ? null : unreadableSentence(unreadable, readerOf(policy, name, now)),
  clockSentence(name, clocks),
  budget === null || budget.others === 0 ? null : othersSentence(budget),
  manifest === undefined ? null : watchedGateSentence(policy, name, manifest, budget),
].filter((one) => one !== null);

const othersSentence = ({ others }: Budget): string =>
  `${others === 1 ? 'One call' : `${String(others)} calls`} of this minute on its key did not ` +
  'come from here, so that fewer are left: another program may use the same key.';

/** Its times are read where its goods are: at the first warehouse that uses it, or at the first. */
const readerOf = ({ warehouses }: Policy, name: string, now: Instant): Reader => {
  const all = Object.values(warehouses);
  const place = all.find((one) => one.connection === name || one.shipstation === name) ?? all[0];
  return { timeZone: place?.timeZone ?? 'UTC', now };
};

/** All orders that wait for it stop: as grave as what stops one, and one person's to see to. */
const silenceOwner = 'engineer';
const silenceSeverity = 2;

const silenceSentence = ({ since, why }: Silence, reader: Reader): string => {
  const limit = later(since, reactionTimes[silenceSeverity]);
  const what = why === 'silent' ? 'It has not answered' : 'It has not let us in';
  const next = escalatesTo[silenceOwner];
  return `${what} since ${clock(since, reader)}. No order that waits for it is late by that: ` +
    `this is the one exception for all of them, for the ${silenceOwner} to see to by ` +
    `${clock(limit, reader)}. ${reader.now > limit
      ? `That time has passed, and it is the ${next}'s now.` : `After that it is the ${next}'s.`}`;
};

/** So long what could not be read is named after it was last shown. */
export const unreadableNamed = 24 * 3_600_000;

const unreadableSentence = ({ count, newest, at }: Unreadable, reader: Reader): string =>
  `Of what it showed ${count === 1 ? 'one row was' : `${String(count)} rows were`} left out in ` +
  `the last day, most lately at ${clock(at, reader)}: ${newest}`;
