/**
 * The promises of a connector's contract, tried on one connector. The kit plays the other side
 * through a stand-in wire; what a connector owes is read from its manifest, the promises are the
 * cases of the catalogue, and what a connector is excused from is named with a reason.
 */
import { describe, expect, test } from 'vitest';
import type { Connector, ItemOutcome } from '../src/contract/connector.ts';
import type { Files } from '../src/contract/files.ts';
import type { HooksWanted } from '../src/contract/hooks.ts';
import type { SurveyAsk } from '../src/contract/survey.ts';
import type { Wire, WireAnswer, WireRequest } from '../src/contract/wire.ts';
import type { Action } from '../src/core/model/decision.ts';
import { tried, type Tried } from './trials.ts';

export type OperationKit = {
  readonly item: (number: number) => Action;
  /** How many calls a good run of the kit's items makes, where an item may need more: a number. */
  readonly calls?: number;
  /** How many of them write; one when left out. */
  readonly writes?: number;
  /** Which calls write, where the method does not tell: any but a GET when left out. */
  readonly isWriting?: (request: WireRequest) => boolean;
  /** A healthy other side that does everything asked. It may remember: each test has its own. */
  readonly good: () => (request: WireRequest) => WireAnswer;
  /** What makes a repeated call the same to the other side; read from a request that writes. */
  readonly naturalKeys: (request: WireRequest) => readonly string[];
  /** Answers of this system's own, with what must come of them. */
  readonly answers: readonly {
    readonly title: string;
    readonly items: number;
    readonly answer: (request: WireRequest) => WireAnswer;
    readonly becomes: readonly ItemOutcome['is'][];
  }[];
  /** Where several items go in one call: takes all but those at these places, and says `no`. */
  readonly partly?: (refused: ReadonlySet<number>, no: string) =>
  (request: WireRequest) => WireAnswer;
  /** Where the items carry money: every sum in a request, as the JSON number that is written. */
  readonly money?: {
    readonly unit: 'major' | 'minor';
    readonly of: (request: WireRequest) => readonly number[];
  };
  /** Where the items carry weights: every weight in a request, in grams. */
  readonly grams?: (request: WireRequest) => readonly number[];
};

/** What a row is to tell besides its number, in this system's own spelling where it has one. */
export type Told = {
  /** A word of the other side where they have a fixed list: a status, a carrier. */
  readonly word?: string;
  /** What a person typed: a name. */
  readonly name?: string;
  /** A sum in major units, as a decimal text such as `6.42`. */
  readonly cost?: string;
  readonly weight?: { readonly value: number; readonly unit: string };
  /** Sorts like the row of this number: it was changed, and moved there. */
  readonly sortsAs?: number;
};

export type FeedKit = {
  /** Row by number, from 0; the later the number, the later it changed or was made. */
  readonly row: (number: number, told?: Told) => unknown;
  /** A row of that number which cannot be read. */
  readonly spoilt: (number: number) => unknown;
  /** The other side with just these rows, in pages and windows as it is asked for them. */
  readonly list: (rows: readonly unknown[]) => (request: WireRequest) => WireAnswer;
  /** What this system calls units of weight, where its rows have any. */
  readonly weightUnits?: Readonly<Partial<Record<'grams' | 'ounces' | 'pounds', string>>>;
};

export type SurveyKit = {
  readonly ask: SurveyAsk;
  readonly row: (number: number) => unknown;
  readonly spoilt: unknown;
  readonly list: (rows: readonly unknown[]) => WireAnswer;
};

/** An account that keeps hooks: none of ours as wanted yet, and some of others. */
export type HooksKit = {
  readonly wanted: HooksWanted;
  readonly account: () => {
    readonly other: (request: WireRequest) => WireAnswer;
    readonly isAsWanted: () => boolean;
    readonly strangers: () => readonly unknown[];
  };
};

export type Kit = {
  readonly connector: Connector;
  /** What stands behind the trust in it, and what it does not do: for docs/connectors.md. */
  readonly known: {
    /** What it was tried against: a real system, or a stand-in of what its makers document. */
    readonly triedAgainst: string;
    /** Each a sentence, about what somebody who chooses it would miss. */
    readonly doesNot: readonly string[];
  };
  readonly settings: Readonly<Record<string, unknown>>;
  /** Every text that must never be stored or shown; its spellings are worked out. */
  readonly secrets: readonly string[];
  /** The same with every secret set, where the settings above leave one out. */
  readonly everySecret?: {
    readonly settings: Readonly<Record<string, unknown>>;
    readonly secrets: readonly string[];
  };
  /** Another account of the same kind, with none of these secrets. */
  readonly other: {
    readonly settings: Readonly<Record<string, unknown>>;
    readonly secrets: readonly string[];
  };
  /** The call whose body has to hold a secret, which is taken nowhere else: bodies are not kept. */
  readonly signsIn?: (request: WireRequest) => boolean;
  /** A healthy other side for the probe. */
  readonly probed: () => (request: WireRequest) => WireAnswer;
  /** Where it goes by files: each deed as a request of the stand-in, and its answer as a file's. */
  readonly files?: (wire: Wire) => Files;
  /** Where the other side's interface is written down: a wire that refuses what breaks it. */
  readonly judged?: (wire: Wire) => Wire;
  readonly operations: Readonly<Record<string, OperationKit>>;
  readonly feeds: Readonly<Record<string, FeedKit>>;
  /** By list, where the manifest names any. */
  readonly surveys?: Readonly<Record<string, SurveyKit>>;
  /** Where the manifest says what keeping hooks costs. */
  readonly hooks?: HooksKit;
  readonly excused?: {
    /** Why an answer without content may count as done. */
    readonly doneOnAnySuccess?: string;
    /** By case and by operation or feed (`*` for the connector): why the promise is not kept. */
    readonly cases?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
};

/** Makes a test of every case that the connector owes. */
export const conformance = (kit: Kit): Tried => {
  const all = tried(kit);
  describe(`the contract, kept by ${kit.connector.manifest.connector}`, () => {
    test.each(all.trials.map((trial) => ({ trial, ...trial, name: trial.case.name })))(
      '$name of $target: $case.promise', async ({ trial }) => {
        const verdict = await all.verdictOf(trial);
        if (verdict.is === 'broken') throw verdict.because;
        expect(['kept', 'excused']).toContain(verdict.is);
      });
  });
  return all;
};
