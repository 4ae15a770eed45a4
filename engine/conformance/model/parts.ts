/**
 * The parts of a small sound connector, each one idea, so that each can be taken out and a faulty
 * one put in. It speaks to an invented system (`other-side.ts`) and serves the proof that the
 * kit's cases can fail; it is also the shortest example of a connector that keeps them.
 */
import { z } from 'zod';
import type { Seen, Unanswered } from '../../src/contract/connector.ts';
import { readSettings, type ReadSettings } from '../../src/contract/settings.ts';
import { quote, readJson } from '../../src/contract/their-words.ts';
import type { Wire, WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import { labelId } from '../../src/core/model/ids.ts';
import { instant } from '../../src/core/model/instant.ts';

export type ModelSettings = { readonly url: string; readonly token: string };

export type Heard =
  | { readonly is: 'json'; readonly value: unknown }
  | { readonly is: 'no'; readonly text: string }
  | Unanswered;

export type Call = (
  method: WireRequest['method'], path: string, body?: string,
) => Promise<Heard>;

export type Page = { readonly rows: readonly unknown[]; readonly hasMore: boolean };

export type Parts = {
  readonly settings: (given: Readonly<Record<string, unknown>>) => ReadSettings<ModelSettings>;
  readonly send: (wire: Wire, request: WireRequest) => Promise<WireAnswer>;
  /** Their words, fit to be shown. */
  readonly words: (text: string, secrets: readonly string[]) => string;
  readonly hear: (answer: WireAnswer, secrets: readonly string[], parts: Parts) => Heard;
  readonly pause: (headers: Readonly<Record<string, string>>) => number | null;
  /** Where a page begins: after this second; null for a token that is none of ours. */
  readonly place: (token: string | null) => number | null;
  readonly query: (after: number) => string;
  readonly page: (answer: unknown) => Page | null;
  /** The token of the next page. */
  readonly next: (after: number, page: Page) => string | null;
  /** Null for a row that cannot be read. */
  readonly row: (row: unknown, parts: Parts) => Seen | null;
  readonly text: (value: unknown) => string;
  readonly number: (value: unknown) => number | null;
  readonly minorUnits: (units: number) => number;
  readonly grams: (value: number | null, unit: string) => number | null;
};

const shape = z.strictObject({
  url: z.string('must be an address').regex(/^https:\/\//, 'must be an address'),
  token: z.string('must be text').min(8, 'is too short'),
});

/** A member of its own, never one that a prototype lends. */
export const own = (value: unknown, name: string): unknown =>
  (typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name) as unknown : undefined);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const closed = (
  why: Unanswered['why'], text: string, closedForMilliseconds: number | null = null,
): Unanswered => ({ is: 'unanswered', why, text, closedForMilliseconds });

const gramsPer = new Map([['g', 1], ['oz', 28.349_523_125]]);

export const soundParts: Parts = {
  settings: (given) => readSettings(shape, given),
  send: (wire, request) => wire.request(request),
  words: quote,

  hear(answer, secrets, { words, pause }) {
    if (answer.is !== 'answer') return closed('silence', words(answer.reason, secrets));
    const { status, headers, body } = answer;
    const json = readJson(body);
    const theirs = textOf(own(json?.value, 'message'));
    const text = words(`Answered ${String(status)} ${theirs}`, secrets);
    if (status === 429) return closed('throttled', text, pause(headers));
    if (status >= 401 && status <= 403) return closed('unauthorised', text);
    if (status === 408 || status >= 500) return closed('silence', text);
    if (status >= 300 && status < 400) return closed('refused', text);
    if (json === null) return closed('unreadable', text);
    return status >= 400 ? { is: 'no', text } : { is: 'json', value: json.value };
  },

  pause(headers) {
    const stated = headers['x-reset'] ?? headers['retry-after'] ?? '';
    const seconds = /^\d{1,4}$/.test(stated) ? Number(stated) : 60;
    return 1_000 * Math.min(Math.max(seconds, 1), 3_600);
  },

  place(token) {
    if (token === null) return 0;
    return /^[1-9]\d{0,8}$/.test(token) ? Number(token) : null;
  },
  query: (after) => `after=${String(after)}&size=10`,
  page(answer) {
    const rows = own(answer, 'rows');
    const hasMore = own(answer, 'hasMore');
    return Array.isArray(rows) && typeof hasMore === 'boolean' ? { rows, hasMore } : null;
  },
  next(_, { rows, hasMore }) {
    const last = Math.max(0, ...rows.map((row) => Number(own(row, 'at') ?? 0)));
    return hasMore ? String(last) : null;
  },

  row(row, { text, number, minorUnits, grams }) {
    const id = number(own(row, 'id'));
    const at = number(own(row, 'at'));
    const cost = number(own(row, 'cost'));
    if (id === null || at === null || cost === null) return null;
    const weight = own(row, 'weight');
    return {
      kind: 'label',
      label: {
        id: labelId(String(id)), order: null, orderNumber: null, orderKey: null,
        madeAt: instant(1_000 * at), trackingNumber: null, service: null, isReturn: false,
        carrier: text(own(row, 'carrier')),
        cost: { amount: minorUnits(cost), currency: 'GBP' },
        weightGrams: grams(number(own(weight, 'value')), text(own(weight, 'unit'))),
        voidedAt: own(row, 'voided') === true ? instant(1_000 * at) : null,
        lines: [{ key: null, sku: null, name: text(own(row, 'name')), quantity: 1 }],
        channelNotice: { is: 'not-told' },
      },
    };
  },
  text: (value) => textOf(value).replaceAll('\0', '').toWellFormed(),
  number(value) {
    if (typeof value === 'number') return value;
    const isDecimal = typeof value === 'string' && /^-?\d+(\.\d+)?(e-\d+)?$/.test(value);
    return isDecimal ? Number(value) : null;
  },
  minorUnits(units) {
    const whole = Math.round(Number((Math.abs(units) * 100).toPrecision(12)));
    return units < 0 && whole > 0 ? -whole : whole;
  },
  grams(value, unit) {
    const per = gramsPer.get(unit);
    return value === null || per === undefined ? null : Math.round(value * per);
  },
};
