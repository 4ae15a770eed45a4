/** A connector out of parts, with one operation for each thing that repeating can mean. */
import assert from 'node:assert/strict';
import type {
  Connector, ItemOutcome, LookAnswer, Manifest, Performed, ProbeAnswer, Seen, Session,
} from '../../src/contract/connector.ts';
import type { Wire } from '../../src/contract/wire.ts';
import type { Action } from '../../src/core/model/decision.ts';
import { account, type AccountParts } from './account.ts';
import { orders, type OrderParts } from './orders.ts';
import {
  closed, own, soundParts, type Call, type Heard, type ModelSettings, type Parts,
} from './parts.ts';

export const modelManifest: Manifest = {
  connector: 'model',
  title: 'Model',
  roles: ['shipping'],
  settings: [
    {
      path: 'url', label: 'Address', isSecret: false, isRequired: true,
      meaning: 'Where it answers',
    },
    { path: 'token', label: 'Token', isSecret: true, isRequired: true, meaning: 'Lets us in' },
  ],
  operations: {
    'create-order': {
      batchSize: 3, costInCalls: 1, repeating: 'safe', timeoutMilliseconds: 20_000,
    },
    'mark-as-shipped': {
      batchSize: 1, costInCalls: 2, repeating: 'look-first', timeoutMilliseconds: 20_000,
    },
    'void-label': {
      batchSize: 1, costInCalls: 1, repeating: 'never', timeoutMilliseconds: 20_000,
    },
  },
  feeds: [{
    feed: 'labels', shows: ['label'], costInCalls: 1, everyMilliseconds: 60_000,
    briskMilliseconds: 10_000, overlapMilliseconds: 60_000,
  }],
  rate: null,
  rateHeaders: { limit: 'x-limit', remaining: 'x-left', resetSeconds: 'x-reset' },
  probeCostInCalls: 1,
  surveys: ['tags'],
  hooksCostInCalls: 3,
};

export type Changes = {
  readonly manifest?: Manifest;
  readonly parts?: Partial<Parts>;
  readonly orders?: Partial<OrderParts>;
  readonly account?: Partial<AccountParts>;
  /** Around the finished session. */
  readonly over?: (session: Session, wire: Wire, settings: ModelSettings) => Session;
};

export const modelConnector = (changes: Changes = {}): Connector => ({
  manifest: changes.manifest ?? modelManifest,
  open(given, wire) {
    const parts = { ...soundParts, ...changes.parts };
    const read = parts.settings(given);
    if (read.is === 'refused') return read;
    const session = openSession(
      parts, { ...orders, ...changes.orders }, { ...account, ...changes.account }, read.settings,
      wire,
    );
    return {
      is: 'session', session: changes.over?.(session, wire, read.settings) ?? session,
    };
  },
});

const openSession = (
  parts: Parts, orderParts: OrderParts, accountParts: AccountParts,
  { url, token }: ModelSettings, wire: Wire,
): Session => {
  const secrets = [token];
  const call: Call = async (method, path, body) => parts.hear(await parts.send(wire, {
    method, url: `${url}${path}`, headers: { authorization: `Bearer ${token}` },
    body: body ?? null, timeoutMilliseconds: 10_000, purpose: `${method} ${path}`.slice(0, 12),
  }), secrets, parts);

  return {
    async look({ feed, page: pageToken }): Promise<LookAnswer> {
      assert(feed === 'labels', `model has no feed called ${feed}`);
      const after = parts.place(pageToken);
      assert(after !== null, 'the page token is not one that this connector gave');
      const heard = await call('GET', `/labels?${parts.query(after)}`);
      if (heard.is === 'unanswered') return heard;
      if (heard.is === 'no') return closed('refused', heard.text);
      const page = parts.page(heard.value);
      if (page === null) return closed('unreadable', 'it answered something else than labels');
      const seen: Seen[] = [];
      const unreadable: string[] = [];
      for (const row of page.rows) {
        if (row === null) continue;
        const read = parts.row(row, parts);
        if (read === null) unreadable.push('a label cannot be read');
        else seen.push(read);
      }
      return { is: 'page', seen, unreadable, next: parts.next(after, page) };
    },

    async perform(items): Promise<Performed> {
      const [first] = items;
      if (first === undefined) return { outcomes: [], unanswered: null };
      const declared = new Map(Object.entries(modelManifest.operations)).get(first.do);
      assert(declared !== undefined && items.length <= declared.batchSize, 'not as declared');
      return performOne(call, first, items, parts, { ...orderParts, secrets });
    },

    survey: () => accountParts.survey(call),
    keepHooks: (wanted) => accountParts.keepHooks(call, wanted, accountParts),

    async probe(): Promise<ProbeAnswer> {
      const heard = await call('GET', '/ping');
      if (heard.is !== 'json') return { isWell: false, sentences: [heard.text] };
      const isWell = own(heard.value, 'well') === true;
      return { isWell, sentences: [isWell ? 'It answers.' : 'Something else answers.'] };
    },
  };
};

const performOne = async (
  call: Call,
  first: Action,
  items: readonly Action[],
  parts: Parts,
  { create, readCreated, isDone, secrets }: OrderParts & { readonly secrets: readonly string[] },
): Promise<Performed> => {
  switch (first.do) {
    case 'create-order': {
      const releases = items.flatMap((one) => (one.do === 'create-order' ? [one.release] : []));
      const heard = await call('POST', '/orders', create(releases));
      return judge(heard, items, (value) => readCreated(value, releases, parts, secrets));
    }
    case 'mark-as-shipped': {
      const shown = await call('GET', `/orders/${first.order}`);
      if (shown.is !== 'json') return judge(shown, items, () => null);
      const state = own(shown.value, 'state');
      if (typeof state !== 'string') return judge(shown, items, () => null);
      if (isDone(state)) return settled([done]);
      return judge(await call('POST', `/orders/${first.order}/shipped`, '{}'), items, yesOrNot);
    }
    case 'void-label':
      return judge(await call('POST', `/labels/${first.label}/void`, '{}'), items, yesOrNot);
    default:
      throw new Error(`model does not perform ${first.do}`);
  }
};

const done: ItemOutcome = { is: 'done', seen: [], acknowledged: false };

const settled = (outcomes: readonly ItemOutcome[]): Performed => ({ outcomes, unanswered: null });

const yesOrNot = (value: unknown): readonly ItemOutcome[] | null =>
  (typeof own(value, 'state') === 'string' ? [done] : null);

const judge = (
  heard: Heard,
  items: readonly Action[],
  read: (value: unknown) => readonly ItemOutcome[] | null,
): Performed => {
  const all = (outcome: ItemOutcome): readonly ItemOutcome[] => items.map(() => outcome);
  if (heard.is === 'unanswered') {
    return { outcomes: all({ is: 'unknown', text: heard.text }), unanswered: heard };
  }
  if (heard.is === 'no') {
    return items.length === 1
      ? settled([{ is: 'refused', code: 'model.refused', text: heard.text }])
      : { ...settled(all({ is: 'unknown', text: heard.text })), tryAlone: true };
  }
  const outcomes = read(heard.value);
  if (outcomes !== null) return settled(outcomes);
  const text = 'it answered something else than was asked';
  return { outcomes: all({ is: 'unknown', text }), unanswered: closed('unreadable', text) };
};
