/**
 * Worlds that are lived through again in every long run, with what each once found, or what it is
 * kept for. `node engine/tests/together/joined/search.ts --seeds N` looks at one of them.
 */
export type FixedSeed = { readonly seed: number; readonly kept: string };

export const fixedSeeds: readonly FixedSeed[] = [
  {
    seed: 1878,
    kept: 'Labels bought in a dreadful hour by a process that dies five times, while carriers '
      + 'refuse and say nothing.',
  },
  {
    seed: 1769,
    kept: 'Two processes that die eight times, people who label, hooks of every kind of trouble, '
      + 'poison rows and a refused order.',
  },
  { seed: 4, kept: 'Two poison rows under the eyes of a process that dies three times.' },
  { seed: 2407, kept: 'Labels bought for short picks that are shipped short.' },
  {
    seed: 1942710300,
    kept: 'An account of twenty calls a minute, on which looking after hooks takes more calls than '
      + 'the looks at labels leave: it kept all other feeds from ever being read.',
  },
];
