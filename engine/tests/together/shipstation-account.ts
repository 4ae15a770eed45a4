/** The pretend ShipStation over real sockets, and what people do in it meanwhile. */
import { z } from 'zod';
import { startHeldSimulator } from '../../../simulator/src/shipstation/held-simulator.ts';
import { shipstation } from '../../src/connectors/shipstation/connector.ts';
import type { ItemOutcome, Seen, Session } from '../../src/contract/connector.ts';
import type { Wire, WireRequest } from '../../src/contract/wire.ts';
import { shipStationOrderId } from '../../src/core/model/ids.ts';
import { instant, type Instant } from '../../src/core/model/instant.ts';
import { openWire } from '../../src/loop/wire.ts';

export type Plain = Readonly<Record<string, unknown>>;

const rows = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

export const openAccount = async () => {
  const simulator = await startHeldSimulator({ isDeskOn: false });
  const wire = openWire({ allowPrivate: true });

  const open = (apiSecret = 'demo-secret', over: Wire = wire): Session => {
    const baseUrl = `${simulator.url}/shipstation`;
    const opened = shipstation.open({ v1: { baseUrl, apiKey: 'demo-key', apiSecret } }, over);
    if (opened.is === 'refused') throw new Error(JSON.stringify(opened.problems));
    return opened.session;
  };

  const control = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${simulator.url}/control/${path}`, {
      method: 'POST', body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };

  const held = async (what: 'orders' | 'labels' | 'fulfillments'): Promise<readonly Plain[]> => {
    const answer = await fetch(`${simulator.url}/control/shipstation/${what}`);
    return rows.parse(await answer.json()).items;
  };

  /** Somebody at the screen, who does what the API can do as well. */
  const atTheScreen = async (method: 'POST' | 'DELETE', path: string, given: Plain = {}) => {
    // Rows of the control API carry this mark of its own, which V1 does not know.
    const { isDeleted: _, ...body } = given;
    const answer = await fetch(`${simulator.url}/shipstation${path}`, {
      method, ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
      headers: {
        authorization: `Basic ${Buffer.from('demo-key:demo-secret').toString('base64')}`,
        'content-type': 'application/json',
      },
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };

  return {
    url: simulator.url,
    open,
    control,
    held,
    atTheScreen,
    /** The world stands still at this instant. */
    async setClock(text: string): Promise<Instant> {
      const set = new Date(text).toISOString();
      await control('clock', { set, speed: 0 });
      return instant(Date.parse(set));
    },
    /** A session in which something happens right before its first request of this kind. */
    openWith(isMoment: (request: WireRequest) => boolean, happens: () => Promise<void>): Session {
      let isOver = false;
      return open('demo-secret', {
        async request(request) {
          if (!isOver && isMoment(request)) {
            isOver = true;
            await happens();
          }
          return wire.request(request);
        },
      });
    },
    /** All that the account holds, but for what V1 numbers and dates anew at each update. */
    async state() {
      const [orders, labels, fulfillments] = await Promise.all(
        [held('orders'), held('labels'), held('fulfillments')]);
      const text = JSON.stringify({ orders, labels, fulfillments }, (name, value: unknown) =>
        (name === 'orderItemId' ? undefined : value));
      return z.unknown().parse(JSON.parse(text));
    },
    async close() {
      await wire.close();
      await simulator.close();
    },
  };
};

export type Account = Awaited<ReturnType<typeof openAccount>>;

/** Reads a feed's window to its end, as the loop does. */
export const lookThrough = async (session: Session, feed: string, from: Instant, to: Instant) => {
  const seen: Seen[] = [];
  const unreadable: string[] = [];
  let page: string | null = null;
  do {
    const said = await session.look({ feed, from, to, page }, to);
    if (said.is === 'unanswered') throw new Error(said.text);
    seen.push(...said.seen);
    unreadable.push(...said.unreadable);
    page = said.next;
  } while (page !== null);
  if (unreadable.length > 0) throw new Error(unreadable.join('; '));
  return seen;
};

export const labelsIn = (seen: readonly Seen[]) =>
  seen.flatMap((one) => (one.kind === 'label' ? [one.label] : []));
export const ordersIn = (seen: readonly Seen[]) =>
  seen.flatMap((one) => (one.kind === 'shipstation-order' ? [one.order] : []));

export const seenIn = (outcome: ItemOutcome | undefined): readonly Seen[] =>
  outcome === undefined || outcome.is === 'unknown' ? [] : (outcome.seen ?? []);

export const idOf = (row: Plain | undefined) => shipStationOrderId(String(row?.['orderId']));
