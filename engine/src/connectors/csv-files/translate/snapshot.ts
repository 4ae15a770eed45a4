/** The rows of one consignment -> what the warehouse says of it. */
import { storableText } from '../../../contract/their-words.ts';
import { instant, type Instant } from '../../../core/model/instant.ts';
import {
  warehouseStatuses, type ConsignmentSnapshot, type WarehouseStatus,
} from '../../../core/model/warehouse.ts';
import { readText, readTime, readWhole } from './cells.ts';
import type { HeadField } from './fields.ts';
import type { Group, Mistake } from './groups.ts';
import { linesOf, parcelsOf } from './lines.ts';
import { isReference } from './owners.ts';
import { Unfit, valueOf, type Reading } from './reading.ts';

export type Consignment = {
  readonly reference: string;
  /** The warehouse's own name, where one connection serves several. */
  readonly place: string | null;
  /** The lines of the file that it was made of. */
  readonly rows: readonly number[];
  readonly snapshot: ConsignmentSnapshot;
};

/** Of one consignment all is told or nothing: a part of it would go out as the whole. */
export const consignmentOf = (reading: Reading): Consignment | readonly Mistake[] => {
  const { group } = reading;
  const [broken] = group.mistakes;
  if (broken !== undefined) return leftOut(group, broken.line);
  try {
    return {
      reference: referenceOf(group), place: textOf(reading, 'warehouse'),
      rows: group.rows.map((one) => one.line), snapshot: snapshotOf(reading),
    };
  } catch (refusal) {
    if (!(refusal instanceof Unfit)) throw refusal;
    return [refusal.mistake, ...leftOut(group, refusal.mistake.line)];
  }
};

const leftOut = ({ key, rows }: Group, because: number): readonly Mistake[] =>
  rows.filter(({ line }) => line !== because).map(({ line }) => ({
    line, words: `it is right, and left out with line ${String(because)}: of ${key} all is taken ` +
      'or nothing',
  }));

const firstLine = (group: Group): number => group.rows[0]?.line ?? 0;

const referenceOf = (group: Group): string => {
  if (isReference(group.key)) return group.key;
  throw new Unfit(firstLine(group), 'the consignment must be up to 100 letters, digits, dots, ' +
    'dashes and underscores, a letter or digit first');
};

/** The first row that says it; where it must be one, rows that differ are a mistake. */
const headOf = ({ group }: Reading, field: HeadField, isOne = false): readonly [string, number] => {
  const said = group.rows.flatMap(({ cell, line }): (readonly [string, number])[] => {
    const text = cell(field).trim();
    return text === '' ? [] : [[text, line]];
  });
  const [first] = said;
  if (first === undefined) return ['', firstLine(group)];
  const other = isOne ? said.find(([text]) => text !== first[0]) : undefined;
  if (other !== undefined) {
    throw new Unfit(other[1], `${field} differs from line ${String(first[1])} of the same ` +
      'consignment');
  }
  return first;
};

const textOf = (reading: Reading, field: HeadField): string | null => {
  const [text, line] = headOf(reading, field);
  return valueOf(readText(text), line, field);
};

const timeOf = (reading: Reading, field: HeadField, isOne = false): Instant | null => {
  const [text, line] = headOf(reading, field, isOne);
  const { settings: { dates, timeZone }, fileAt } = reading;
  return valueOf(readTime(text, dates, timeZone, fileAt), line, field);
};

const wholeOf = (reading: Reading, field: HeadField, isOne = false): number | null => {
  const [text, line] = headOf(reading, field, isOne);
  return valueOf(readWhole(text, reading.settings.decimal), line, field);
};

const statusOf = (reading: Reading): WarehouseStatus => {
  const { settings } = reading;
  const [text, line] = headOf(reading, 'status', true);
  if (text === '') {
    if (settings.status !== null) return settings.status;
    throw new Unfit(line, 'status: it says none, and the setting status gives none');
  }
  const word = text.toLowerCase();
  const own = warehouseStatuses.find((one) => one === word);
  const status = settings.statusWords.get(word) ?? own;
  if (status !== undefined) return status;
  throw new Unfit(line, `status: the setting statusWords has no word for “${storableText(text)
    .slice(0, 40)}”`);
};

const channelOf = (reading: Reading): string => {
  const [text, line] = headOf(reading, 'channel', true);
  const channel = text === '' ? reading.settings.channel : text;
  if (channel === null) {
    throw new Unfit(line, 'channel: it says none, and the setting channel gives none');
  }
  return channel;
};

const revisionOf = (reading: Reading, updatedAt: Instant): number => {
  const [text, line] = headOf(reading, 'revision', true);
  if (text === '') {
    // Seconds since 1970 are newer than any revision that is counted from 1.
    if (reading.has('revision')) throw new Unfit(line, 'revision: the column is empty here');
    return Math.floor(updatedAt / 1_000);
  }
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Unfit(line, 'revision: it is not a whole number');
};

const snapshotOf = (reading: Reading): ConsignmentSnapshot => {
  const updatedAt = timeOf(reading, 'updatedAt', true) ?? reading.fileAt;
  const [number, line] = headOf(reading, 'orderNumber', true);
  const orderNumber = number === '' ? reading.group.key : number;
  if (orderNumber.length > 48 || /[\p{C}\p{Zl}\p{Zp}]/u.test(orderNumber)) {
    throw new Unfit(line, 'orderNumber: it cannot be printed and scanned (48 letters at most)');
  }
  const status = statusOf(reading);
  const lines = linesOf(reading, status);
  return {
    revision: revisionOf(reading, updatedAt), updatedAt, orderNumber, status,
    channel: channelOf(reading),
    service: textOf(reading, 'service'), wave: textOf(reading, 'wave'),
    sequence: wholeOf(reading, 'sequence'), shipBy: timeOf(reading, 'shipBy'),
    shipTo: {
      name: textOf(reading, 'shipName'), company: textOf(reading, 'company'),
      street1: textOf(reading, 'street1'), street2: textOf(reading, 'street2'),
      street3: textOf(reading, 'street3'), city: textOf(reading, 'city'),
      state: textOf(reading, 'state'), postalCode: textOf(reading, 'postalCode'),
      country: textOf(reading, 'country')?.toUpperCase() ?? null,
      phone: textOf(reading, 'phone'), email: textOf(reading, 'email'),
    },
    lines: lines.map((one) => one.line), parcels: parcelsOf(reading, lines),
    dispatch: dispatchOf(reading, status, updatedAt),
  };
};

/** It left the building when the status says so, or when a time of it is given. */
const dispatchOf = (
  reading: Reading, status: WarehouseStatus, updatedAt: Instant,
): ConsignmentSnapshot['dispatch'] => {
  const at = timeOf(reading, 'dispatchedAt');
  if (status !== 'dispatched' && at === null) return null;
  const { between } = reading.settings;
  const numbers = reading.group.rows.flatMap(({ cell }) =>
    cell('trackingNumbers').split(between).map((one) => storableText(one)));
  return {
    at: at ?? instant(updatedAt), carrier: textOf(reading, 'carrier'),
    service: textOf(reading, 'dispatchService'),
    trackingNumbers: [...new Set(numbers.filter((one) => one !== ''))].slice(0, 200),
  };
};
