/** Chance from a seed, in the forms that making an input needs. */

export type Dice = {
  /** A whole number from 0 up to, and without, the bound. */
  below(bound: number): number;
  /** True once in so many times. */
  once(inTimes: number): boolean;
  pick<Item>(from: readonly [Item, ...Item[]]): Item;
  /** Null only where there is nothing to pick. */
  any<Item>(from: readonly Item[]): Item | null;
};

export const diceFrom = (seed: number): Dice => {
  // Park and Miller's generator.
  let state = (seed * 7_919 + 1) % 2_147_483_647 || 1;
  const chance = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const below = (bound: number): number => Math.floor(chance() * bound);
  const any = <Item>(from: readonly Item[]): Item | null => from[below(from.length)] ?? null;
  return {
    below, any,
    once: (inTimes) => below(inTimes) === 0,
    pick: (from) => any(from) ?? from[0],
  };
};
