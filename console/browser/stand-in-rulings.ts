/** Deciding about one order at the stand-in: what is offered, said, and taken back. */
import type { IncomingMessage } from 'node:http';
import type { Fault, OrderView } from '../src/api/client.ts';
import type { Action, Ruling, RulingAnswer } from '../src/api/rulings.ts';
import { textOf } from './stand-in-door.ts';

type Kind = Ruling['ruling'];
export const rulingKinds = [
  'hold', 'ship-short', 'address-confirmed', 'weight-confirmed', 'release-again', 'try-again',
  'tell-again', 'accept-new-series', 'change-adopted', 'told-by-hand', 'seen-leaving',
  'sent-otherwise', 'close',
] as const satisfies readonly Kind[];

const worded: Readonly<Partial<Record<Kind, readonly [words: string, means: string]>>> = {
  'hold': ['Hold it', 'Nothing of it is sent to ShipStation until somebody lets it go, or the time '
    + 'is up; what stands there without a label is taken out.'],
  'ship-short': ['Ship what is there', 'The units that were picked go now. The rest follows as a '
    + 'later release when it is there.'],
  'tell-again': ['Tell them again', 'The last message is sent once more, under the same id.'],
  'told-by-hand': ['They have been told by hand', 'Gatepass sends nothing more about the labels as '
    + 'they stand. Another label is told as usual.'],
  'sent-otherwise': ['It left by other means', 'What is confirmed and without a label counts as '
    + 'gone. Gatepass takes it out of ShipStation, and tells warehouse and channel the carrier and '
    + 'the number that you give.'],
};

const rightOf = (kind: Kind): Action['needs'] => {
  switch (kind) {
    case 'address-confirmed': return 'confirm-address';
    case 'sent-otherwise': return 'say-it-left';
    case 'tell-again': return 'tell-again';
    default: return 'rule';
  }
};

/** How a list tells of one of those that wait for the pick: a person keeps it back as well. */
export const heldByMia = {
  by: 'Mia', why: 'the customer is away', since: '2026-11-22T09:10:00Z',
  until: '2026-11-22T17:00:00Z',
};

/** One ruling as the engine offers it for an order, or for one of its exceptions. */
export const offer = (order: string, kind: Kind, body: Action['body'] = {}): Action => {
  const [told, means] = worded[kind] ?? [`Rule ${kind}`, `What ${kind} means.`];
  return {
    action: kind, words: told, means, method: 'POST', path: `/v1/orders/${order}/rulings`,
    body: { ruling: kind, about: 'as-seen', ...body },
    asks: kind === 'sent-otherwise' ? ['carrier', 'why'] : ['why'],
    optional: kind === 'hold' ? ['until'] : kind === 'sent-otherwise' ? ['trackingNumber'] : [],
    needs: rightOf(kind), roles: ['lead'], isAllowed: true,
  };
};

const letGo = (order: string): Action => ({
  action: 'let-go', words: 'Let it go', method: 'POST', path: `/v1/orders/${order}/let-go`,
  means: 'The hold ends, whoever made it, and the order goes on as the facts have it.',
  body: {}, asks: ['why'], optional: [], needs: 'rule', roles: ['lead'], isAllowed: true,
});

type Said = Readonly<Record<string, string>>;

export type Ruled =
  | { readonly body: RulingAnswer }
  | { readonly refused: number; readonly detail: string; readonly problems?: readonly Fault[] }
  | null;

export type RulingBook = {
  readonly answer: (request: IncomingMessage, path: string) => Promise<Ruled>;
  /** What was sent, whole. */
  readonly sent: readonly Said[];
};

type Ground = {
  readonly orderOf: (id: string) => OrderView | undefined;
  readonly change: (id: string, facts: Partial<OrderView>) => void;
  readonly now: () => number;
};

export function makeRulings({ orderOf, change, now }: Ground): RulingBook {
  const sent: Said[] = [];

  function rule(order: OrderView, said: Said): Ruled {
    if (said['about'] !== 'as-seen') {
      return { refused: 409,
        detail: 'The facts have changed since you looked. Look again, then decide.' };
    }
    const until = said['until'] ?? null;
    if (until !== null && Date.parse(until) <= now()) {
      return { refused: 422, detail: 'That ruling would be over already.',
        problems: [{ path: 'until', problem: 'lies in the past' }] };
    }
    const kind = rulingKinds.find((one) => one === said['ruling']) ?? 'close';
    const { carrier, exception } = said;
    const ruling: Ruling = {
      id: `rul_${String(sent.length)}`, ruling: kind, consignment: '', by: 'Asha',
      why: said['why'] ?? '', at: new Date(now()).toISOString(), until, state: 'in-force',
      sentence: `Asha rules ${kind}: “${said['why'] ?? ''}”.`, withdrawn: null,
      sent: carrier === undefined ? null
        : { carrier, trackingNumber: said['trackingNumber'] ?? null },
    };
    change(order.id, {
      actions: kind === 'hold' ? [letGo(order.id)]
        : order.actions.filter(({ action }) => action !== kind),
      consignments: order.consignments.map((one, index) => ({
        ...one, rulings: index === 0 ? [ruling, ...one.rulings] : one.rulings,
        exceptions: one.exceptions.filter(({ id }) => id !== exception),
      })),
    });
    return { body: { isNew: true, sentence: 'So ruled. It goes on.', rulings: [] } };
  }

  function withdraw(order: OrderView, id: string | null, why: string): Ruled {
    const withdrawn = { at: new Date(now()).toISOString(), by: 'Asha', why };
    change(order.id, {
      actions: [offer(order.id, 'hold')],
      consignments: order.consignments.map((one) => ({
        ...one, rulings: one.rulings.map((ruling) =>
          ruling.id === id || id === null && ruling.ruling === 'hold'
            ? { ...ruling, state: 'withdrawn', withdrawn } as const : ruling),
      })),
    });
    return { body: { isNew: true, rulings: [],
      sentence: 'The ruling counts no more. What was done by it stays done.' } };
  }

  return {
    sent,
    answer: async (request, path) => {
      const [, id = '', part, ruling] =
        /^\/v1\/orders\/([^/]+)\/(rulings|let-go)(?:\/(\w+)\/withdraw)?$/.exec(path) ?? [];
      if (part === undefined || request.method !== 'POST') return null;
      const order = orderOf(decodeURIComponent(id));
      if (order === undefined) return { refused: 404, detail: `There is no order ${id}.` };
      const said = JSON.parse(await textOf(request)) as Said;
      sent.push(said);
      if (part === 'let-go') return withdraw(order, null, said['why'] ?? '');
      return ruling === undefined ? rule(order, said) : withdraw(order, ruling, said['why'] ?? '');
    },
  };
}
