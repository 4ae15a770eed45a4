/**
 * The loop that a careful user would write in an afternoon, for comparison: one createorder call
 * for each packed order, labels read page by page once a minute, and a look before anything is
 * repeated. It keeps what it knows in memory and does not look behind an answer of yes.
 * `stop` answers what it would have written to its log.
 */
import { Webhook } from 'standardwebhooks';
import type { Wire } from '../../engine/src/contract/wire.ts';
import type { TurnedClock } from '../../engine/tests/together/joined/clock.ts';
import { host, type Program } from '../../engine/tests/together/joined/pretended.ts';
import { demoSecrets } from '../../simulator/src/start.ts';
import { NoGoodAnswer, openClient, type Client } from './client.ts';
import { orderOf, readSnapshot, type Snapshot } from './translate.ts';

type Label = Awaited<ReturnType<Client['shipments']['list']>>['shipments'][number];

const minute = 60_000;
const mostTries = 5;

export const naiveLoop = (
  clock: TurnedClock,
  wire: Wire,
): { readonly program: Program; readonly stop: () => readonly string[] } => {
  const client = openClient(clock, wire);
  const created = new Map<string, number>();
  const references = new Map<string, string>();
  const cancelled = new Set<string>();
  const told = new Set<number>();
  const noted: string[] = [];
  const stopping = new AbortController();

  /** Things to do, one after the other, as they came. */
  let queue: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): void => {
    // Whatever breaks is noted, and the next thing goes on: what such a loop does by its log.
    queue = queue.then(work).catch((problem: unknown) => { noted.push(String(problem)); });
  };

  const find = async (orderNumber: string): Promise<number | null> => {
    const { orders } = await client.orders.list({ orderNumber });
    return orders.find((one) => one.orderNumber === orderNumber)?.orderId ?? null;
  };

  const create = async (snapshot: Snapshot): Promise<void> => {
    for (let tries = 1; tries <= mostTries; tries += 1) {
      try {
        if (tries > 1) {
          const known = await find(snapshot.orderNumber);
          if (known !== null) {
            created.set(snapshot.orderNumber, known);
            return;
          }
        }
        const made = await client.orders.createOrUpdate(orderOf(snapshot, 'awaiting_shipment'));
        created.set(snapshot.orderNumber, made.orderId);
        return;
      } catch (problem) {
        if (!(problem instanceof NoGoodAnswer) || problem.status === 400) throw problem;
        await clock.sleep(problem.status === 429 ? minute : 5_000);
      }
    }
  };

  const takeBack = async (snapshot: Snapshot): Promise<void> => {
    if (!created.has(snapshot.orderNumber)) return;
    await client.orders.createOrUpdate(orderOf(snapshot, 'cancelled'));
  };

  const hearWarehouse = (snapshot: Snapshot): void => {
    const { orderNumber, reference, status } = snapshot;
    const isKnown = references.get(orderNumber) === reference;
    if (status === 'cancelled') inTurn(() => takeBack(snapshot));
    if (status !== 'packed' || isKnown || cancelled.has(orderNumber)) return;
    references.set(orderNumber, reference);
    inTurn(() => create(snapshot));
  };

  const push = async (party: 'warehouse' | 'channel', label: Label): Promise<void> => {
    const orderNumber = label.orderNumber ?? '';
    const id = `${party}-${String(label.shipmentId)}`;
    const body = JSON.stringify({
      id, kind: party === 'warehouse' ? 'dispatch' : 'notice', orderNumber,
      consignment: references.get(orderNumber) ?? '', at: new Date(clock.now()).toISOString(),
      parcels: [{ trackingNumber: label.trackingNumber, carrier: label.carrierCode }],
    });
    const at = new Date(Math.floor(clock.now() / 1_000) * 1_000);
    await wire.request({
      method: 'POST', url: `${host}/${party}/hooks`, body, timeoutMilliseconds: 15_000,
      purpose: 'naive',
      headers: {
        'webhook-id': id, 'webhook-timestamp': String(at.getTime() / 1_000),
        'webhook-signature': new Webhook(demoSecrets[party]).sign(id, at, body),
      },
    });
  };

  /** Labels of the last minutes, page by page; each that was not told yet is told. */
  const lookForLabels = async (since: number): Promise<void> => {
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const list = await client.shipments.list({
        createDateStart: pacific(since), page, pageSize: 100,
      });
      pages = list.pages;
      for (const label of list.shipments.filter((row: Label | null) => row !== null)) {
        if (told.has(label.shipmentId) || !references.has(label.orderNumber ?? '')) continue;
        told.add(label.shipmentId);
        await push('warehouse', label);
        await push('channel', label);
      }
    }
  };

  const keepLooking = async (): Promise<void> => {
    let since = clock.now() - 5 * minute;
    while (!stopping.signal.aborted) {
      const begun = clock.now();
      inTurn(async () => {
        await lookForLabels(since);
        since = begun - minute;
      });
      await clock.sleep(minute);
    }
  };
  void keepLooking();

  return {
    stop() {
      stopping.abort();
      return noted;
    },
    program: ({ path, body }) => {
      const [, , kind, , , reference = ''] = path.split('/');
      if (kind === 'warehouses') {
        const snapshot = readSnapshot(decodeURIComponent(reference), body);
        if (snapshot !== null) hearWarehouse(snapshot);
      } else {
        const order = JSON.parse(body) as { readonly orderNumber: string; readonly status: string };
        if (order.status === 'cancelled') cancelled.add(order.orderNumber);
      }
      return Promise.resolve({ status: 200, body: '{}' });
    },
  };
};

/** V1's wall clock without a zone. */
const pacific = (at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('America/Los_Angeles')
    .toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');
