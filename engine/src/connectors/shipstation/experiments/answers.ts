/** What experiments keep of answers: how a call was taken, and rows of lists. */
import { z } from 'zod';
import { readJson } from '../../../contract/their-words.ts';
import { plain, type Plain } from '../translate/shown.ts';
import type { Json, Told } from './experiment.ts';

export const isTaken = ({ status }: Pick<Told, 'status'>): boolean => status >= 200 && status < 300;

/** V1 read the call and said no to it. */
export const isRefused = (status: number): boolean => status >= 400 && status < 500;

export const numberIn = (value: unknown, name: string): number | null => {
  const found = plain(value)[name];
  return typeof found === 'number' && Number.isSafeInteger(found) ? found : null;
};

export const textIn = (value: unknown, name: string): string | null => {
  const found = plain(value)[name];
  return typeof found === 'string' ? found : null;
};

/** The rows of a list, bare or in an envelope; null for anything else. */
export const rowsIn = (value: unknown, under: string): readonly Plain[] | null => {
  const bare = z.array(z.unknown()).safeParse(value).data ??
    z.array(z.unknown()).safeParse(plain(value)[under]).data;
  return bare?.filter((row) => row !== null).map(plain) ?? null;
};

/** A whole number in a header; null when it is not there or something else. */
export const headerNumber = (told: Pick<Told, 'headers'>, name: string): number | null => {
  const text = told.headers[name] ?? '';
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
};

const json = z.json();

/** A part of a document, to be compared with what is shown of it later; null for no JSON. */
export const asJson = (value: unknown): Json => json.safeParse(value ?? null).data ?? null;

/** Status and, of an order that was answered, what names it. */
export type Written = {
  readonly status: number; readonly orderId: number | null; readonly says: string;
};

export const written = (told: Told): Written => ({
  status: told.status, orderId: numberIn(told.value, 'orderId'), says: wordsOf(told),
});

/** Their own words to a call, short: fit for a sentence of evidence. */
export const wordsOf = ({ body, status }: Pick<Told, 'body' | 'status'>): string => {
  const value = plain(readJson(body)?.value);
  const said = ['ExceptionMessage', 'Message', 'message']
    .map((name) => value[name]).find((one) => typeof one === 'string');
  return `${String(status)}${said === undefined ? '' : ` “${said.slice(0, 120)}”`}`;
};
