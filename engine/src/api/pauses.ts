import { explainReason } from '../core/explain/reason.ts';
import { renderInstant } from '../core/model/instant.ts';
import type { Pausable, StoredPause } from '../store/pauses.ts';
import type { ConnectionView } from './shapes.ts';

type What = ConnectionView['paused'][number]['what'];

/** What people call it, and what the loop calls it. */
const effects = {
  releases: 'release', withdrawals: 'withdraw', voids: 'void', writes: 'write', looks: 'look',
} as const satisfies Readonly<Record<What, Pausable>>;

const words = {
  release: 'releases', withdraw: 'withdrawals', void: 'voids', write: 'writes', look: 'looks',
} as const satisfies Readonly<Record<Pausable, What>>;

export const everythingThatWrites: readonly What[] = ['releases', 'withdrawals', 'voids', 'writes'];
export const everything: readonly What[] = [...everythingThatWrites, 'looks'];

export const effectsOf = (what: readonly What[]): readonly Pausable[] =>
  what.map((one) => effects[one]);

export const wordOf = (effect: Pausable): What => words[effect];

export const viewPause = (pause: StoredPause): ConnectionView['paused'][number] => {
  const { effect, by, why, since, until } = pause;
  return {
    what: wordOf(effect), by, why, since: renderInstant(since),
    until: until === null ? null : renderInstant(until),
    sentence: explainReason({ is: 'paused', by, why, until }, { timeZone: 'UTC', now: since }),
  };
};
