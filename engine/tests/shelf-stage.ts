/** The stage with an account that fetches its orders from us, alone or beside its API. */
import { aloneManifest } from '../src/connectors/shipstation/manifest.ts';
import { shelfOf } from '../src/connectors/shipstation/custom-store/shelf.ts';
import { performShelved } from '../src/connectors/shipstation/perform/shelve.ts';
import type { Manifest, Session } from '../src/contract/connector.ts';
import { parsePolicy } from '../src/core/policy/parse.ts';
import { applyPolicy } from '../src/loop/apply-policy.ts';
import { carryOut, type Hand } from '../src/loop/carry-out.ts';
import { look } from '../src/loop/look.ts';
import { answerShelf } from '../src/loop/shelf/answer.ts';
import type { Surroundings } from '../src/loop/surroundings.ts';
import type { Database } from '../src/store/database.ts';
import { textsIn } from '../../contracts/shipstation-custom-store/check.ts';
import { documentOf, manifestOf, openStage, type PolicyOver, type Stage } from './stage.ts';

export const credentials = { username: 'shipstation', password: 'a password of the test' };

export type ShelfStage = Omit<Stage, 'apply'> & {
  readonly apply: (over?: PolicyOver & { readonly toldBy?: string }) => Promise<void>;
  /** Carries out and decides until nothing is left to do. */
  readonly work: () => Promise<void>;
  /** As ShipStation asks: from so many minutes ago until now. */
  readonly fetch: (over?: Readonly<Record<string, string>>) => Promise<string>;
  readonly notify: (
    query: Readonly<Record<string, string>>, body?: string,
  ) => Promise<{ readonly status: number; readonly body: string }>;
  /** Order numbers with their status, as a fetch shows them. */
  readonly fetched: (over?: Readonly<Record<string, string>>) => Promise<readonly string[]>;
};

/** A tenth of the real one: a test need not release hundreds. */
export const pageSize = 10;

const two = (number: number): string => String(number).padStart(2, '0');

export const storeTime = (at: number): string => {
  const date = new Date(at);
  return `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/` +
    `${String(date.getUTCFullYear())} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
};

const besideManifest: Manifest = {
  ...manifestOf('account'),
  operations: {
    ...manifestOf('account').operations,
    ...Object.fromEntries((['amend-order', 'withdraw-order', 'mark-as-shipped'] as const)
      .map((name) => [name, { batchSize: 1, costInCalls: 1, repeating: 'safe' as const,
        timeoutMilliseconds: 20_000 }])),
  },
};

export const openShelfStage = (database: Database, is: 'alone' | 'beside'): ShelfStage => {
  const stage = openStage(database);
  const { clock, surroundings: usual } = stage;
  const manifest = is === 'alone' ? { ...aloneManifest, connector: 'account' } : besideManifest;
  let session: Session | null = null;
  const { account } = usual.connectors;
  if (account === undefined) throw new Error('the stage has an account');
  const surroundings: Surroundings = {
    ...usual,
    hooks: { publicUrl: 'https://gatepass.example', tokenOf: () => 'knock-knock' },
    connectors: {
      ...usual.connectors,
      account: {
        ...account, manifest,
        shelf: () => ({
          ...shelfOf({
            ...credentials, currency: 'GBP', carriers: new Map([['DPD UK', 'dpd']]),
          }),
          pageSize,
        }),
      },
    },
  };
  const handOf = async (name: string): Promise<Hand> => {
    const hand = await stage.hold(name);
    if (name !== 'shipstation-uk') return hand;
    const inner = session ?? hand.session;
    session = inner;
    return { ...hand, manifest, session: {
      ...inner, perform: (items, now) =>
        performShelved(items, (others) => inner.perform(others, now)),
    } };
  };
  const work = async (): Promise<void> => {
    for (let turns = 0; turns < 10; turns += 1) {
      const decided = await stage.decide();
      let done = 0;
      for (const name of ['shipstation-uk', 'leicester-wms', 'shop-uk']) {
        const hand = await handOf(name);
        const carried = await carryOut(surroundings, hand);
        done += carried?.items ?? 0;
        if (turns > 0) continue;
        for (const feed of hand.manifest.feeds) {
          await look(surroundings, hand.lease, hand.session, feed);
        }
      }
      if (decided + done === 0) return;
    }
  };
  const ask = (request: Parameters<typeof answerShelf>[2]) =>
    answerShelf(surroundings, 'shipstation-uk', request);
  const fetch: ShelfStage['fetch'] = async (over = {}) => {
    const answer = await ask({ method: 'GET', body: '', query: {
      action: 'export', start_date: storeTime(clock.now - 60 * 60_000),
      end_date: storeTime(clock.now), page: '1', ...over,
    } });
    return answer?.body ?? 'no such connection';
  };
  return {
    ...stage, surroundings, work, fetch,
    async apply({ toldBy = 'gatepass', ...over } = {}) {
      const document = documentOf({ ...over, enters: 'custom-store' });
      const channels = { 'shopify-uk': { ...document.channels['shopify-uk'], toldBy } };
      const applied = await database.transaction((tx) => applyPolicy(tx, surroundings, {
        document: { ...document, channels }, secrets: {}, dryRun: false, by: 'a test',
        seal: (text) => Buffer.from(text).toString('base64'), parse: parsePolicy,
      }));
      if (applied.is !== 'applied') throw new Error(JSON.stringify(applied));
    },
    async notify(query, body = '') {
      const answer = await ask({
        method: 'POST', body, query: { action: 'shipnotify', ...query } });
      return answer ?? { status: 401, body: 'no such connection' };
    },
    async fetched(over) {
      const page = await fetch(over);
      const status = textsIn(page, 'OrderStatus');
      return textsIn(page, 'OrderNumber')
        .map((number, index) => `${number} ${status[index] ?? ''}`);
    },
  };
};

/** A notice of a label, as ShipStation writes it. */
export const noticeOf = (
  { key, number, tracking, lines = [['1', 2]], carrier = 'DPD UK' }: {
    readonly key: string; readonly number: string; readonly tracking: string;
    readonly lines?: readonly (readonly [string, number])[]; readonly carrier?: string;
  },
): string => `<?xml version="1.0" encoding="utf-8"?><ShipNotice>
  <OrderNumber>${number}</OrderNumber><OrderID>${key}</OrderID>
  <CustomerCode>${number}</CustomerCode><NotifyCustomer>false</NotifyCustomer>
  <LabelCreateDate>11/22/2026 12:05</LabelCreateDate><ShipDate>11/22/2026</ShipDate>
  <Carrier>${carrier}</Carrier><Service>DPD by 12</Service>
  <TrackingNumber>${tracking}</TrackingNumber><ShippingCost>6.71</ShippingCost>
  <Items>${lines.map(([line, quantity]) => `<Item><LineItemID>${key.split(':')[0] ?? ''}:${line}` +
    `</LineItemID><SKU>TEE</SKU><Quantity>${String(quantity)}</Quantity></Item>`).join('')}</Items>
</ShipNotice>`;
