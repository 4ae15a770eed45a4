/** How an order stands in the shop: what is left of it, and what was sent (their fulfillments). */
import { z } from 'zod';
import { storableText } from '../../../contract/their-words.ts';
import { together, unitsOf, without, type Units } from '../../../contract/units.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { id, listOf, text, time, whole } from './shapes.ts';

export type Sent = {
  readonly id: string;
  readonly state: string;
  readonly createdAt: Instant;
  /** As it stands there; null for none. */
  readonly tracking: string | null;
  readonly method: string | null;
  readonly units: Units;
};

export type Standing = {
  readonly state: string;
  /** What stands in the order, without what was cancelled. */
  readonly ordered: Units;
  readonly lines: readonly string[];
  /** Without those that were cancelled. */
  readonly sent: readonly Sent[];
  readonly left: Units;
};

const sentShape = z.object({
  id,
  state: z.string(),
  method: text,
  trackingCode: text,
  createdAt: time,
  lines: listOf(z.object({ orderLineId: id, quantity: whole })),
});

export const standingShape = z.object({
  orders: z.object({
    items: listOf(z.object({
      id,
      code: z.string(),
      state: z.string().transform(storableText),
      type: z.string().nullish(),
      lines: listOf(z.object({ id, quantity: whole })),
      fulfillments: listOf(sentShape).nullish(),
    })),
  }),
});

type Row = z.output<typeof standingShape>['orders']['items'][number];

export const standingOf = ({ state, lines, fulfillments }: Row): Standing => {
  const ordered = unitsOf(lines.map((line) => ({ line: line.id, quantity: line.quantity })));
  const sent = (fulfillments ?? []).filter((one) => one.state !== 'Cancelled').map((one): Sent => ({
    id: one.id,
    state: one.state,
    createdAt: one.createdAt,
    tracking: one.trackingCode,
    method: one.method,
    units: unitsOf(one.lines.map(({ orderLineId, quantity }) =>
      ({ line: orderLineId, quantity }))),
  }));
  return {
    state, ordered, sent, lines: lines.map((line) => line.id),
    left: without(ordered, together(sent.map(({ units }) => units))),
  };
};

/** The numbers in it: people write several into the one field. */
export const numbersOf = ({ tracking }: Pick<Sent, 'tracking'>): readonly string[] =>
  (tracking === null ? [] : [tracking, ...tracking.split(/[\s,;/]+/).filter((one) => one !== '')]);
