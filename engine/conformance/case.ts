/**
 * What a case of the catalogue is: one promise of the contract with a name, who must keep it, and
 * a way to try it. A case knows no test runner, so that the same catalogue serves the tests, the
 * report and the proof that each case can fail.
 */
import { isDeepStrictEqual, inspect } from 'node:util';
import type {
  FeedManifest, Manifest, OperationManifest,
} from '../src/contract/connector.ts';
import type { FeedKit, Kit, OperationKit } from './kit.ts';

export type OperationGiven = {
  readonly kit: Kit;
  readonly name: string;
  readonly declared: OperationManifest;
  readonly of: OperationKit;
};

export type FeedGiven = {
  readonly kit: Kit;
  readonly name: string;
  readonly declared: FeedManifest;
  readonly of: FeedKit;
};

type Promised = {
  /** `group.what`; a name once in the report keeps its meaning. */
  readonly name: string;
  /** The promise, as a sentence. */
  readonly promise: string;
  /** Which ability, declared in the manifest, makes a connector owe it. */
  readonly needs: string;
};

/** What the manifest says, which alone decides whether a promise is owed. */
export type Asked<Declared> = {
  readonly name: string;
  readonly declared: Declared;
  readonly manifest: Manifest;
};

/** Without `isAsked` all of the kind are asked. */
export type Case = Promised & (
  | {
      readonly of: 'connector';
      readonly isAsked?: (manifest: Manifest) => boolean;
      readonly check: (kit: Kit) => Promise<void>;
    }
  | {
      readonly of: 'operation';
      readonly isAsked?: (asked: Asked<OperationManifest>) => boolean;
      readonly check: (given: OperationGiven) => Promise<void>;
    }
  | {
      readonly of: 'feed';
      readonly isAsked?: (asked: Asked<FeedManifest>) => boolean;
      readonly check: (given: FeedGiven) => Promise<void>;
    }
);

/** A promise that was not kept, in a sentence. */
export class Breach extends Error {
  override readonly name = 'Breach';
}

export function hold(kept: boolean, otherwise: string): asserts kept {
  if (!kept) throw new Breach(otherwise);
}

export const holdEqual = (shown: unknown, promised: unknown, what: string): void => {
  if (isDeepStrictEqual(shown, promised)) return;
  throw new Breach(`${what}: ${worded(shown)} instead of ${worded(promised)}`);
};

const worded = (value: unknown): string =>
  inspect(value, { depth: 8, maxArrayLength: 12, maxStringLength: 300, breakLength: 100 });
