/** How often each fault struck, so that no world passes because its storm was none. */
import type { Answer } from '../../../../../simulator/src/machine.ts';
import { faultMeanings, type Faults } from '../../../../../simulator/src/shipstation/faults/all.ts';

export type Struck = {
  /** A call was answered, under these faults of the way. */
  readonly heard: (names: readonly string[], answer: Answer) => void;
  /** These faults are lifted: how often each dose struck is known now. */
  readonly leave: (faults: Faults) => void;
  readonly counts: ReadonlyMap<string, number>;
};

export const newStruck = (): Struck => {
  const counts = new Map<string, number>();
  const add = (name: string, count: number): void => {
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  };
  return {
    counts,
    heard(names, answer) {
      for (const name of names) add(name, 1);
      const words = answer.content.is === 'json' ? JSON.stringify(answer.content.value) : '';
      if (words.includes(poisonWords)) add('poisonOrders', 1);
      if (words.includes(refusedWords)) add('refuseOrders', 1);
    },
    leave(faults) {
      for (const [name, value] of Object.entries(faults)) {
        if (typeof value === 'object' && value !== null && 'struck' in value) {
          add(name, value.struck ?? 0);
        }
      }
    },
  };
};

/** By these words of the account it is known which orders were struck. */
const poisonWords = 'Error getting value from the order for serialization';
const refusedWords = 'The order could not be saved';

/** Faults of a storm that no drawn world can meet, or hardly any, and why. */
const unmet: Readonly<Record<string, string>> = {
  noticesRefused: 'orders that Gatepass makes stand in a store that tells no channel',
  noticesSwallowed: 'the same',
  noticesLate: 'the same',
  noticesTwice: 'no drawn world has a Custom Store',
  noticesWithoutBody: 'the same',
  refuseVoids: 'a void is asked for only where a short pick comes behind a label',
  twice: 'one batch in fifty, and a world sends few of them',
  carrierTimeouts: 'one purchase in fifty, and a world makes few of them',
};

/** Every fault that the worlds of a long run together must have met: the fixed ones do. */
export const meetable: readonly string[] = [
  ...faultMeanings.flatMap(({ name, isInStorm }) =>
    isInStorm && !(name in unmet) ? [name] : []),
  'poisonOrders', 'refuseOrders',
];
