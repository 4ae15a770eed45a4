/**
 * How an order stands in the shop: work (their fulfillment orders: what is still to be sent, from
 * which location) and what was sent (their fulfillments: contents and tracking numbers).
 */
import { z } from 'zod';
import type { Units } from '../../../contract/units.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { gid, listOf, numberOf, pageInfo, text, time, whole } from './shapes.ts';

export type WorkLine = { readonly id: string; readonly line: string; readonly remaining: number };

export type Work = {
  readonly id: string;
  readonly status: string;
  readonly location: { readonly id: string | null; readonly name: string };
  /** The shop itself says that this app may send it, as it stands. */
  readonly mayBeSent: boolean;
  /** Why it is held, in their words. */
  readonly holds: readonly string[];
  readonly lines: readonly WorkLine[];
};

export type Sent = {
  readonly id: string;
  readonly createdAt: Instant;
  readonly company: string | null;
  readonly numbers: readonly string[];
  /** Null where nobody has asked for them. */
  readonly units: Units | null;
};

export type Standing = {
  readonly isCancelled: boolean;
  readonly work: readonly Work[];
  readonly sent: readonly Sent[];
};

const linkShape = z.object({ id: gid });

export const workLinesShape = z.object({
  pageInfo,
  nodes: listOf(z.object({ id: gid, remainingQuantity: whole, lineItem: linkShape })),
});

const workShape = z.object({
  id: gid,
  status: z.string(),
  assignedLocation: z.object({
    name: text, location: linkShape.nullish(),
  }).nullish(),
  supportedActions: listOf(z.object({ action: z.string() })),
  fulfillmentHolds: listOf(z.object({ displayReason: text, reasonNotes: text }))
    .nullish().catch(null),
  lineItems: workLinesShape,
});

const sentShape = z.object({
  id: gid,
  status: z.string(),
  createdAt: time,
  trackingInfo: listOf(z.object({ company: text, number: text })),
});

export const standingShape = z.object({
  order: z.object({
    cancelledAt: z.string().nullish(),
    fulfillmentOrders: z.object({ pageInfo, nodes: listOf(workShape) }),
    fulfillments: listOf(sentShape),
  }),
});

export const contentsShape = z.object({
  nodes: listOf(z.object({
    id: gid,
    fulfillmentLineItems: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean() }),
      nodes: listOf(z.object({ quantity: whole, lineItem: linkShape })),
    }),
  })),
});

export const workOf = (
  given: z.output<typeof workShape>,
  lines: z.output<typeof workLinesShape>['nodes'],
): Work => {
  const { location } = given.assignedLocation ?? {};
  return {
    id: given.id,
    status: given.status,
    location: {
      id: location === null || location === undefined ? null : numberOf(location.id),
      name: given.assignedLocation?.name ?? 'a location without a name',
    },
    mayBeSent: ['OPEN', 'IN_PROGRESS'].includes(given.status) &&
      given.supportedActions.some(({ action }) => action === 'CREATE_FULFILLMENT'),
    holds: (given.fulfillmentHolds ?? []).map((one) =>
      [one.displayReason, one.reasonNotes].filter((part) => part !== null).join(': '))
      .filter((one) => one !== ''),
    lines: lines.map(({ id, remainingQuantity, lineItem }) =>
      ({ id, line: numberOf(lineItem.id), remaining: remainingQuantity })),
  };
};

/** Null for one that no longer stands. */
export const sentOf = (given: z.output<typeof sentShape>): Sent | null =>
  (['CANCELLED', 'ERROR', 'FAILURE'].includes(given.status) ? null : {
    id: given.id,
    createdAt: given.createdAt,
    company: given.trackingInfo.find(({ company }) => company !== null)?.company ?? null,
    numbers: given.trackingInfo.flatMap(({ number }) => number ?? []),
    units: null,
  });
