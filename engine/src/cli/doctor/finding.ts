import type { Line } from '../paper.ts';

/**
 * What the doctor found out about one thing. `watch` is worth knowing and stops nothing;
 * `unknown` could not be looked at, and then nobody can say that all is well.
 */
export type Finding = {
  readonly about: string;
  readonly is: 'well' | 'watch' | 'wrong' | 'unknown';
  /** What is so, and what to do. */
  readonly sentences: readonly string[];
};

export const isWell = (findings: readonly Finding[]): boolean =>
  findings.every((one) => one.is === 'well' || one.is === 'watch');

const mark = { well: 'well', watch: 'watch', wrong: 'WRONG', unknown: 'UNKNOWN' } as const;
const look = { well: 'good', watch: 'plain', wrong: 'bad', unknown: 'bad' } as const;

export function findingLines({ about, is, sentences }: Finding): readonly Line[] {
  const [first = '', ...rest] = sentences;
  const hang = 9;
  return [
    { text: `${mark[is].padEnd(hang)}${about}: ${first}`, look: look[is], hang },
    ...rest.map((text) => ({ text, indent: hang })),
  ];
}
