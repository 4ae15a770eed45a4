/**
 * The words that an order is found by, and how both they and what a person types are written: in
 * small letters and digits only, so that blanks, dashes and accents never decide.
 */
import type { Address } from '../model/address.ts';
import type { Dossier } from '../model/dossier.ts';
import { sentParcels } from './sent-otherwise.ts';

/** In the order in which they are shown: what names one order comes before what many share. */
export const searchFields = [
  'order-number', 'shipstation-number', 'tracking-number', 'consignment', 'email', 'phone', 'name',
  'postcode', 'sku',
] as const;
export type SearchField = (typeof searchFields)[number];

export type SearchWord = { readonly field: SearchField; readonly word: string };

/** What is longer is looked for by its beginning. */
const longestWord = 80;

/** An order with a thousand SKUs is found by the first of them. */
const wordsAtMost = 200;

/** Letters that do not come apart into a plain one and an accent. */
const plainly: Readonly<Record<string, string>> =
  { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

export const squashed = (text: string): string =>
  cut(text.slice(0, 1_000).normalize('NFKD').toLowerCase()
    .replaceAll(/[ßøæœłđðþı]/gu, (letter) => plainly[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]/gu, ''));

// By whole characters: half of one could not be stored.
const cut = (text: string): string =>
  text.length <= longestWord ? text : Array.from(text).slice(0, longestWord).join('');

/** As many digits as most telephones have after whatever stands for country and trunk. */
const phoneDigits = 8;

/** The end of a telephone number, last digit first, so that an end is found like a beginning. */
export const phoneEnd = (text: string): string =>
  Array.from(text.normalize('NFKC').replaceAll(/[^0-9]/g, '')).toReversed().join('')
    .slice(0, phoneDigits);

/** Every order of the same few words: `Iris Bell` is also found by `bell` and by `Bell, Iris`. */
const turned = (text: string): readonly string[] => {
  const parts = text.trim().split(/[\s,-]+/).filter((part) => squashed(part) !== '').slice(0, 6);
  return parts.map((_, first) => [...parts.slice(first), ...parts.slice(0, first)].join(' '));
};

/** What a customer reads out of `SO-412345`; null where the number has no such end of its own. */
const withoutPrefix = (orderNumber: string): string | null =>
  /^\D+(\d{4,})$/u.exec(orderNumber.normalize('NFKC').trim())?.[1] ?? null;

export const searchWordsOf = (dossier: Dossier): readonly SearchWord[] => {
  const found = new Map<string, SearchWord>();
  const add = (field: SearchField, text: string | null | undefined): void => {
    const word = field === 'phone' ? phoneEnd(text ?? '') : squashed(text ?? '');
    if (word === '' || found.size >= wordsAtMost) return;
    found.set(`${field} ${word}`, { field, word });
  };
  const addPerson = (address: Address | null | undefined): void => {
    if (address == null) return;
    add('email', address.email);
    add('phone', address.phone);
    add('postcode', address.postalCode);
    for (const name of [address.name, address.company]) {
      for (const words of turned(name ?? '')) add('name', words);
    }
  };
  const addOrderNumber = (number: string | null | undefined): void => {
    add('order-number', number);
    add('order-number', withoutPrefix(number ?? ''));
  };
  const consignments = Object.values(dossier.consignments);
  addOrderNumber(dossier.orderNumber);
  for (const one of consignments) {
    add('consignment', one.reference);
    for (const { order } of Object.values(one.orders)) add('shipstation-number', order.number);
    for (const { label } of Object.values(one.labels)) add('tracking-number', label.trackingNumber);
    for (const { label } of sentParcels(one)) add('tracking-number', label.trackingNumber);
    for (const { mark } of Object.values(one.marks ?? {})) {
      add('tracking-number', mark.trackingNumber);
    }
    const snapshot = one.says?.snapshot;
    for (const number of snapshot?.dispatch?.trackingNumbers ?? []) add('tracking-number', number);
    addPerson(snapshot?.shipTo);
  }
  addPerson(dossier.channelSays?.order.shipTo);
  for (const one of consignments) {
    for (const line of one.says?.snapshot.lines ?? []) {
      addOrderNumber(line.orderNumber);
      add('sku', line.sku);
    }
  }
  for (const line of dossier.channelSays?.order.lines ?? []) add('sku', line.sku);
  return [...found.values()];
};

/** Where the parcel goes, as far as it tells two orders apart. */
export const townOf = (dossier: Dossier): string | null => {
  for (const { says } of Object.values(dossier.consignments)) {
    if (says?.snapshot.shipTo.city != null) return says.snapshot.shipTo.city;
  }
  return dossier.channelSays?.order.shipTo?.city ?? null;
};

/** What a person typed, as it is looked for in each field; null: it cannot be in that one. */
export const keyIn = (field: SearchField, typed: string): string | null => {
  if (field === 'phone') {
    const isNumber = /^[\d\s()+./-]+$/.test(typed.normalize('NFKC'));
    const digits = isNumber ? phoneEnd(typed) : '';
    return digits.length < 4 ? null : digits;
  }
  const word = squashed(typed);
  return word.length < shortestAsked ? null : word;
};

/** What is shorter would show half of all orders. */
export const shortestAsked = 3;
