/** Something that must never be so, found in a world. */
export type Broken = {
  readonly at: number;
  /** Which promise or invariant, in one word or two. */
  readonly rule: string;
  readonly orderNumber: string | null;
  readonly sentence: string;
};

/** Everything that happened in a world, in lines, and their sum: equal sums are equal histories. */
export type History = {
  readonly note: (line: string) => void;
  readonly lines: readonly string[];
};

export const newHistory = (now: () => number): History => {
  const lines: string[] = [];
  return {
    lines,
    note(line) { lines.push(`${new Date(now()).toISOString().slice(11, 23)} ${line}`); },
  };
};
