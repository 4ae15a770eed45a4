import { soundParts, textOf } from '../model/parts.ts';
import { orders, renderOrder } from '../model/orders.ts';
import { fault, type Fault } from './fault.ts';

/** Letters of a code page of the nineties; everything else is a question mark. */
const latin1 = (text: string): string => text.replaceAll(/[^\n\r\t -~\u00a0-\u00ff]/g, '?');

const knownCarriers = ['van', 'dpd'];

export const valueFaults: readonly Fault[] = [
  fault('calls a carrier that it does not know “other”', 'rows.unknown-word', {
    parts: { row: (row, parts) => {
      const seen = soundParts.row(row, parts);
      if (seen?.kind !== 'label' || knownCarriers.includes(seen.label.carrier)) return seen;
      return { ...seen, label: { ...seen.label, carrier: 'other' } };
    } },
  }),
  fault('takes a number that comes as text for nothing', 'rows.numbers-as-text', {
    parts: {
      number: (value) => (typeof value === 'number' ? value : soundParts.number(value) && 0),
    },
  }),
  fault('reads names in one code page', 'rows.names', {
    parts: { text: (value) => latin1(soundParts.text(value)) },
  }),
  fault('passes on what no database can hold', 'rows.storable', {
    parts: { text: (value) => textOf(value) },
  }),
  fault('counts money in binary fractions', 'rows.money', {
    parts: { minorUnits: (units) => Math.trunc(units * 100) },
  }),
  fault('takes an unknown unit of weight for grams', 'rows.weight', {
    parts: { grams: (value, unit) =>
      soundParts.grams(value, unit) ?? (value === null ? null : Math.round(value)) },
  }),
  fault('writes names in one code page', 'goods.names', {
    orders: { create: (releases) => latin1(orders.create(releases)) },
  }),
  fault('writes money with binary fractions', 'goods.money', {
    orders: { create: (releases) => JSON.stringify({
      orders: releases.map((release) => ({
        ...renderOrder(release),
        lines: release.lines.map(({ unitPrice, weightGrams }) =>
          ({ price: (unitPrice?.amount ?? 0) * 0.01, grams: weightGrams })),
      })),
    }) },
  }),
  fault('weighs in rounded ounces', 'goods.weight', {
    orders: { create: (releases) => JSON.stringify({
      orders: releases.map((release) => ({
        ...renderOrder(release),
        lines: release.lines.map(({ weightGrams }) =>
          ({ price: 1, grams: Math.round((weightGrams ?? 0) / 28.35) * 28.35 })),
      })),
    }) },
  }),
  fault('glues its JSON together', 'goods.readable', {
    orders: { create: (releases) => {
      const glued = releases.map(({ key, shipTo: { name } }) =>
        `{"key":"${key}","name":"${name}","lines":[]}`);
      return `{"orders":[${glued.join(',')}]}`;
    } },
  }),
];
