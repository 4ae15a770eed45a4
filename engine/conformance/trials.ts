/** Which cases a connector owes, and what comes of each: the same for tests and the report. */
import type { Case } from './case.ts';
import { catalogue } from './catalogue.ts';
import type { Kit } from './kit.ts';

export type Trial = {
  readonly case: Case;
  /** The operation or feed it is tried on; `*` for the connector as a whole. */
  readonly target: string;
  /** Why the connector need not keep it here; null when it must. */
  readonly excuse: string | null;
  readonly run: () => Promise<void>;
};

export type Verdict =
  | { readonly is: 'kept' }
  | { readonly is: 'excused'; readonly reason: string }
  | { readonly is: 'broken'; readonly because: Error };

/** Every case on everything that the manifest declares and that makes the case due. */
export const trialsOf = (kit: Kit, cases: readonly Case[] = catalogue): readonly Trial[] =>
  cases.flatMap((one) => targetsOf(kit, one).map(({ target, run }): Trial => ({
    case: one, target, run, excuse: kit.excused?.cases?.[one.name]?.[target] ?? null,
  })));

/** An excuse that is not needed is a breach too: it would hide a later one. */
export const tryOut = async ({ run, excuse, case: { name } }: Trial): Promise<Verdict> => {
  let breach: Error | null = null;
  try {
    await run();
  } catch (because) {
    breach = because instanceof Error ? because : new Error(String(because));
  }
  if (excuse === null) return breach === null ? { is: 'kept' } : { is: 'broken', because: breach };
  return breach === null
    ? { is: 'broken', because: new Error(`${name} is kept: it needs no excuse (${excuse})`) }
    : { is: 'excused', reason: excuse };
};

/** All trials of one connector; each is run once, however often it is asked how it went. */
export type Tried = {
  readonly kit: Kit;
  readonly trials: readonly Trial[];
  readonly verdictOf: (trial: Trial) => Promise<Verdict>;
};

export const tried = (kit: Kit): Tried => {
  const verdicts = new Map<Trial, Promise<Verdict>>();
  return {
    kit,
    trials: trialsOf(kit),
    verdictOf: (trial) => {
      const verdict = verdicts.get(trial) ?? tryOut(trial);
      verdicts.set(trial, verdict);
      return verdict;
    },
  };
};

type Target = { readonly target: string; readonly run: () => Promise<void> };

const targetsOf = (kit: Kit, one: Case): readonly Target[] => {
  const { manifest } = kit.connector;
  switch (one.of) {
    case 'connector':
      return one.isAsked?.(manifest) === false
        ? [] : [{ target: '*', run: () => one.check(kit) }];
    case 'operation':
      return Object.entries(manifest.operations).flatMap(([name, declared]): Target[] => {
        const of = kit.operations[name];
        // That the kit tries all of them is a case of its own.
        if (of === undefined || one.isAsked?.({ name, declared, manifest }) === false) return [];
        return [{ target: name, run: () => one.check({ kit, name, declared, of }) }];
      });
    case 'feed':
      return manifest.feeds.flatMap((declared): Target[] => {
        const of = kit.feeds[declared.feed];
        const name = declared.feed;
        if (of === undefined || one.isAsked?.({ name, declared, manifest }) === false) return [];
        const given = { kit, name, declared, of };
        return [{ target: declared.feed, run: () => one.check(given) }];
      });
    default:
      return one satisfies never;
  }
};
