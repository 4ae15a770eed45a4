/** The lists of an account in V1, row by row: what cannot be read is named and spoils no other. */
import { z } from 'zod';
import type {
  CarrierOffer, ShipFrom, SurveyAsk, SurveyCarrier, SurveyFound, SurveyHook, SurveyPerson,
  SurveyStore, SurveyTag,
} from '../../../contract/survey.ts';
import {
  findings, idNumber, idText, idTextOrNull, numericOrNull, statement, textOrNull,
} from './reading.ts';

/** How a list is asked for. All but webhooks are bare arrays [v1d]. */
export type AccountList = {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
};

export const listAsked = (ask: SurveyAsk): AccountList => {
  switch (ask.list) {
    case 'stores':
      return { path: '/stores', query: {} };
    case 'ship-from':
      return { path: '/warehouses', query: {} };
    case 'carriers':
      return { path: '/carriers', query: {} };
    case 'services':
      return { path: '/carriers/listservices', query: { carrierCode: ask.carrier } };
    case 'packages':
      return { path: '/carriers/listpackages', query: { carrierCode: ask.carrier } };
    case 'tags':
      return { path: '/accounts/listtags', query: {} };
    case 'hooks':
      return { path: '/webhooks', query: {} };
    case 'people':
      return { path: '/users', query: {} };
    default:
      return ask satisfies never;
  }
};

const id = idText.transform(idNumber);
/** A statement that is so unless it is denied. */
const unlessDenied = z.unknown().optional()
  .transform((value) => String(value).toLowerCase() !== 'false');

const storeShape = z.object({
  storeId: id, storeName: textOrNull, marketplaceId: numericOrNull, marketplaceName: textOrNull,
  autoRefresh: statement, active: unlessDenied,
}).transform((row): SurveyStore => ({
  id: row.storeId,
  name: row.storeName ?? 'unnamed',
  marketplace: row.marketplaceName,
  // Marketplace 0 is ShipStation itself: orders made by hand or by API [v1d].
  ordersComeFrom: row.marketplaceId === null ? 'unknown'
    : row.marketplaceId === 0 ? 'hand' : 'marketplace',
  refreshesByItself: row.autoRefresh,
  isActive: row.active,
}));

const shipFromShape = z.object({
  warehouseId: id, warehouseName: textOrNull, isDefault: statement,
  originAddress: z.object({ country: textOrNull }).nullish(),
}).transform((row): ShipFrom => ({
  id: row.warehouseId, name: row.warehouseName ?? 'unnamed', isDefault: row.isDefault,
  country: row.originAddress?.country ?? null,
}));

const code = textOrNull.transform((text, context): string => {
  if (text !== null) return text;
  context.addIssue({ code: 'custom', message: 'is missing' });
  return z.NEVER;
});

const carrierShape = z.object({
  code, name: textOrNull, nickname: textOrNull,
  // Text in most answers, a number in one official example [v1d].
  accountNumber: textOrNull,
  requiresFundedAccount: statement, primary: statement,
}).transform((row): SurveyCarrier => ({
  code: row.code, name: row.name ?? row.code, nickname: row.nickname,
  accountNumber: row.accountNumber, isPrefunded: row.requiresFundedAccount,
  isPrimary: row.primary,
}));

const offerShape = z.object({
  code, name: textOrNull, domestic: statement, international: statement,
}).transform((row): CarrierOffer => ({
  code: row.code, name: row.name ?? row.code, isDomestic: row.domestic,
  isInternational: row.international,
}));

const tagShape = z.object({ tagId: id, name: textOrNull })
  .transform((row): SurveyTag => ({ id: row.tagId, name: row.name ?? 'unnamed' }));

/** Names of members come in two spellings, by the page of the documentation [v1d, v1w]. */
const inOneSpelling = (given: unknown): unknown => {
  const members = z.record(z.string(), z.unknown()).safeParse(given).data;
  if (members === undefined) return given;
  const row = new Map(Object.entries(members).map(([name, value]) =>
    [name.toLowerCase().replaceAll('_', ''), value]));
  return {
    id: row.get('webhookid') ?? row.get('id'), event: row.get('hooktype') ?? row.get('event'),
    address: row.get('url') ?? row.get('targeturl'),
    name: row.get('name') ?? row.get('friendlyname'),
    store: row.get('storeid'), isActive: row.get('active'),
  };
};

const hookShape = z.preprocess(inOneSpelling, z.object({
  id, event: code, address: code, name: textOrNull, store: idTextOrNull, isActive: unlessDenied,
})).transform((row): SurveyHook => ({
  ...row, store: row.store === null ? null : idNumber(row.store),
}));

const personShape = z.object({ userId: code, userName: textOrNull, name: textOrNull })
  .transform((row): SurveyPerson => ({
    id: row.userId, name: row.name ?? row.userName ?? 'unnamed',
  }));

type Rows<Row> = { readonly rows: readonly Row[]; readonly unreadable: readonly string[] };

const readRows = <Row>(rows: readonly unknown[], shape: z.ZodType<Row>, name: string): Rows<Row> =>
  rows.reduce<Rows<Row>>((so, row, index) => {
    if (row === null) return so;
    const read = shape.safeParse(row);
    return read.success ? { ...so, rows: [...so.rows, read.data] } : {
      ...so,
      unreadable: [...so.unreadable, `${name} ${String(index + 1)}: ${findings(read.error)}`],
    };
  }, { rows: [], unreadable: [] });

export type ReadList = {
  readonly found: SurveyFound;
  readonly unreadable: readonly string[];
};

/** Reads a list; null when the answer is no such list. */
export const readList = (ask: SurveyAsk, answer: unknown): ReadList | null => {
  const rows = rowsIn(ask, answer);
  if (rows === null) return null;
  const { list } = ask;
  switch (list) {
    case 'stores': {
      const { unreadable, ...found } = readRows(rows, storeShape, 'store');
      return { found: { list, ...found }, unreadable };
    }
    case 'ship-from': {
      const { unreadable, ...found } = readRows(rows, shipFromShape, 'ship-from location');
      return { found: { list, ...found }, unreadable };
    }
    case 'carriers': {
      const { unreadable, ...found } = readRows(rows, carrierShape, 'carrier');
      return { found: { list, ...found }, unreadable };
    }
    case 'services':
    case 'packages': {
      const { unreadable, ...found } = readRows(rows, offerShape, list.slice(0, -1));
      return { found: { list, carrier: ask.carrier, ...found }, unreadable };
    }
    case 'tags': {
      const { unreadable, ...found } = readRows(rows, tagShape, 'tag');
      return { found: { list, ...found }, unreadable };
    }
    case 'hooks': {
      const { unreadable, ...found } = readRows(rows, hookShape, 'webhook');
      return { found: { list, ...found }, unreadable };
    }
    case 'people': {
      const { unreadable, ...found } = readRows(rows, personShape, 'user');
      return { found: { list, ...found }, unreadable };
    }
    default:
      return list satisfies never;
  }
};

const anyList = z.array(z.unknown());

const rowsIn = ({ list }: SurveyAsk, answer: unknown): readonly unknown[] | null => {
  const bare = anyList.safeParse(answer).data;
  if (bare !== undefined) return bare;
  // Documented as an object; a client reads a bare list, which is taken above.
  if (list === 'hooks') {
    return z.object({ webhooks: anyList }).safeParse(answer).data?.webhooks ?? null;
  }
  // The example shows one bare object where a list is meant [v1d].
  const isOnePerson = list === 'people' && personShape.safeParse(answer).success;
  return isOnePerson ? [answer] : null;
};
