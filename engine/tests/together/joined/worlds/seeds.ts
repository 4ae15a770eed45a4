/**
 * Worlds that are lived through again in every long run, with what each once found, or what it is
 * kept for. `node engine/tests/together/joined/search.ts --seeds N` looks at one of them.
 */
export type FixedSeed = { readonly seed: number; readonly kept: string };

export const fixedSeeds: readonly FixedSeed[] = [
  { seed: 1, kept: 'Six deaths of one process in a bad hour, with people at the desk.' },
];
