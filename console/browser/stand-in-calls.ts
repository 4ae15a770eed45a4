/**
 * Calls of the stand-in's order that the warehouse was not told of, whose time they took, and
 * where people see the order in the other systems.
 */
import type { CallText, OrderView, TimelineEntry } from '../src/api/client.ts';

const at = (time: string) => `2026-11-22T${time}Z`;

type CallFacts = NonNullable<TimelineEntry['call']>;

let callCount = 0;
/** A call that left at a time and was answered with a yes, until the facts say otherwise. */
const call = (
  leftAt: string, operation: CallFacts['operation'], theirsMilliseconds: number,
  facts: Partial<CallFacts> = {},
): CallFacts => {
  callCount += 1;
  return {
    attempt: `att_${callCount}`, operation,
    connection: operation === 'tell-warehouse' ? 'leicester-wms' : 'shipstation-uk', try: 1,
    state: 'answered', outcome: 'done', dueAt: at(leftAt), leftAt: at(leftAt),
    answeredAt: at(leftAt), queueMilliseconds: 40, theirsMilliseconds, onPurpose: [], ...facts,
  };
};

export const released = (leftAt: string): CallFacts =>
  call(leftAt, 'create-order', 612, { queueMilliseconds: 1_400 });

export const toldOnce = (leftAt: string): CallFacts =>
  call(leftAt, 'tell-warehouse', 30_000, { state: 'given-up', outcome: null, answeredAt: null });

export const toldTwice = (leftAt: string): CallFacts =>
  call(leftAt, 'tell-warehouse', 240, {
    try: 2, outcome: 'unknown', onPurpose: [{ why: 'between-tries', milliseconds: 90_000 }],
  });

export const toldThrice = (leftAt: string): CallFacts =>
  call(leftAt, 'tell-warehouse', 310, {
    try: 3, outcome: 'unknown', onPurpose: [
      { why: 'between-tries', milliseconds: 600_000 }, { why: 'silent', milliseconds: 1_700_000 },
    ],
  });

/** What was said in the second try to tell the warehouse, to a reader who sees no customers. */
export const saidIn = (attempt: string): CallText => ({
  attempt, operation: 'tell-warehouse', connection: 'leicester-wms', hidden: ['customers'],
  sentence: 'What was sent and answered.',
  exchanges: [{
    at: at('13:53:41'), tookMilliseconds: 240, purpose: 'tell-warehouse', method: 'POST',
    url: 'https://wms.example/hooks/gatepass',
    headers: [
      { name: 'content-type', value: 'application/json' },
      { name: 'webhook-signature', value: null },
    ],
    request: {
      text: JSON.stringify({
        kind: 'dispatch', orderNumber: 'SO-412345', shipTo: { name: '…', city: '…' },
        parcels: [{ trackingNumber: '15501234567890', carrier: 'DPD' }],
      }, null, 2),
      cutFrom: null, isWithheld: false,
    },
    status: 503, noAnswer: null,
    answer: { text: null, cutFrom: null, isWithheld: true },
    curl: "curl -X POST 'https://wms.example/hooks/gatepass'",
  }],
});

export const pagesElsewhere: NonNullable<OrderView['pages']> = [
  { system: 'shipstation', name: 'shipstation-uk', reference: 'SO-412345',
    url: 'https://ship.shipstation.com/orders/all-orders-search-result?quickSearch=SO-412345' },
  { system: 'channel', name: 'shop-uk', reference: '5921837465012',
    url: 'https://shop-uk.example/wp-admin/post.php?post=5921837465012&action=edit' },
];
