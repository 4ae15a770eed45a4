/**
 * A switch: something about V1 that nobody outside knows for sure, or that accounts differ in. The
 * first of its values is the default, and is the worse case for whoever talks to the account.
 */
export type Switch<Value extends string = string> = {
  /** From the worst to the kindest. */
  readonly values: readonly [Value, ...Value[]];
  readonly meaning: string;
  /** How it is known: I inferred, O observed, D documented; with the dossier's section. */
  readonly evidence: string;
};

export const oneOf = <const Value extends string>(
  values: readonly [Value, ...Value[]],
  meaning: string,
  evidence: string,
): Switch<Value> => ({ values, meaning, evidence });

/** The settings that a group of switches has. */
export type Settings<Group extends Readonly<Record<string, Switch>>> = {
  readonly [Name in keyof Group]: Group[Name]['values'][number];
};
