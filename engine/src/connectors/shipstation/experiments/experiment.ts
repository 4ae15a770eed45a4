/**
 * An experiment is written as one story: ask, look at the answer, ask the next. It is a generator
 * that makes no call itself and knows no clock, so that it can be played again up to any point from
 * what was written down on the way: that is how it goes on after an interruption.
 */
import { instant, type Instant } from '../../../core/model/instant.ts';
import type { StepManifest } from '../../../contract/experiment.ts';

export type Ask = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Something is wrong with it on purpose. */
  readonly wrong?: 'secret' | 'content-type';
};

export type Told = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The parsed body; undefined when it is no JSON. */
  readonly value: unknown;
};

export type Json =
  | string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export type Wish =
  | {
      readonly is: 'ask'; readonly ask: Ask;
      /** Keeps of the answer what the story needs; the rest is not written down. */
      readonly keep: (told: Told) => Json;
      /** A 429 is an answer that is waited for, and not a closed door. */
      readonly isRefusalMeant: boolean;
    }
  | { readonly is: 'rest'; readonly until: Instant };

export type Noted = { readonly at: number; readonly kept: Json };

/** What was learnt and what was not, by name; and what people should know beside it. */
export type Learning = { readonly name: string; readonly value: string; readonly evidence: string };
export type Findings = {
  readonly learnt: readonly Learning[];
  readonly notLearnt: readonly { readonly name: string; readonly why: string }[];
  readonly sentences: readonly string[];
};

export type Story<Result> = Generator<Wish, Result, Noted>;

/** This run of a step: by it our own orders are known, also after an interruption. */
export type Run = { readonly id: string; readonly begunAt: Instant };

export type Experiment = StepManifest & {
  /** Names of what it finds out. */
  readonly finds: readonly string[];
  readonly tell: (run: Run) => Story<Findings>;
  /**
   * Takes back what this run or one that broke off has left, and says what it could not; told
   * before and after each run. Null where nothing is ever left.
   */
  readonly clean: (() => Story<readonly string[]>) | null;
};

/** Asks, and gives what was kept of the answer with the time at which it came. */
export function* ask<Kept extends Json>(
  asked: Ask,
  keep: (told: Told) => Kept,
  isRefusalMeant = false,
): Story<{ readonly at: Instant; readonly kept: Kept }> {
  const noted = yield { is: 'ask', ask: asked, keep, isRefusalMeant };
  // Holds because the caller hands back what `keep` gave, or its copy by way of JSON.
  return { at: instant(noted.at), kept: noted.kept as Kept };
}

/** Goes on at that time or later, and gives the time at which it did. */
export function* restUntil(until: Instant): Story<Instant> {
  return instant((yield { is: 'rest', until }).at);
}

export const learnt = (name: string, value: string, evidence: string): Findings =>
  ({ learnt: [{ name, value, evidence }], notLearnt: [], sentences: [] });

export const notLearnt = (names: readonly string[], why: string): Findings =>
  ({ learnt: [], notLearnt: names.map((name) => ({ name, why })), sentences: [] });

export const allOf = (findings: readonly Findings[]): Findings => ({
  learnt: findings.flatMap((one) => one.learnt),
  notLearnt: findings.flatMap((one) => one.notLearnt),
  sentences: findings.flatMap((one) => one.sentences),
});
