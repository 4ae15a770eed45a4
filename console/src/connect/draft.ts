/** What somebody has filled in and not applied yet. This browser keeps it; secrets it never has. */
import { connectSteps, membersOf, type ConnectStep } from './steps.ts';

/** By field: the name, a connector's settings by their path, and what the place itself needs. */
export type Draft = {
  readonly connector: string;
  /** By which way it is reached, where there are several; '' for the usual one. */
  readonly way: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly place: Readonly<Record<string, string>>;
};

export type Drafts = Readonly<Partial<Record<ConnectStep, Draft>>>;

/** By path; they live as long as the page. */
export type Secrets = Readonly<Record<string, string>>;

export const blankDraft: Draft = { connector: '', way: '', name: '', settings: {}, place: {} };

const key = 'gatepass.connect';

export function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    // Forbidden here: nothing is kept beyond this page.
    return null;
  }
}

export function readDrafts(storage: Pick<Storage, 'getItem'> | null): Drafts {
  let found: unknown;
  try {
    found = JSON.parse(storage?.getItem(key) ?? '{}');
  } catch {
    // Storage is forbidden, or holds what an earlier console wrote otherwise: one begins anew.
    return {};
  }
  const drafts = membersOf(found);
  return Object.fromEntries(connectSteps.flatMap((step) => {
    const draft = draftIn(drafts[step]);
    return draft === null ? [] : [[step, draft]];
  }));
}

export function keepDrafts(storage: Pick<Storage, 'setItem'> | null, drafts: Drafts): void {
  try {
    storage?.setItem(key, JSON.stringify(drafts));
  } catch {
    // Not kept, then: the form goes on working for as long as the page is open.
    return;
  }
}

function draftIn(value: unknown): Draft | null {
  const { connector, way, name, settings, place } = membersOf(value);
  if (typeof connector !== 'string' || typeof name !== 'string') return null;
  return {
    connector, way: typeof way === 'string' ? way : '', name,
    settings: texts(settings), place: texts(place),
  };
}

const texts = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(membersOf(value)).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name, text]] : []));
