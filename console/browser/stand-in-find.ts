/** Customer service at the stand-in: what is typed is found, what may be told, notes. */
import type { IncomingMessage } from 'node:http';
import type { OrderView } from '../src/api/client.ts';
import type { Found, FoundOrder, Note, Told } from '../src/api/service.ts';
import { textOf } from './stand-in-door.ts';
import { summaryOf } from './stand-in-summary.ts';

type Person = { readonly [Field in 'email' | 'phone' | 'name' | 'postcode' | 'town']: string };

/** Customers of the orders that have one; the others are found by their numbers. */
const people: Readonly<Record<string, Person>> = {
  ord_untold: { email: 'iris.bell@example.com', phone: '07700900123', name: 'Iris Bell',
    postcode: 'LS1 4BT', town: 'Leeds' },
  ord_short: { email: 'tom.ash@example.com', phone: '07700900456', name: 'Tom Ash',
    postcode: 'M1 1AA', town: 'Manchester' },
  ord_done: { email: 'nina.bell@example.com', phone: '07700900789', name: 'Nina Bell',
    postcode: 'YO1 7HH', town: 'York' },
};

const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

type Field = FoundOrder['matched']['field'];

function fieldsOf(order: OrderView): readonly (readonly [Field, string, string])[] {
  const person = people[order.id];
  return [
    ['order-number', 'order number', order.orderNumber],
    ...order.tracking.map((one) => ['tracking-number', 'tracking number', one] as const),
    ...(person === undefined ? [] : [
      ['email', 'e-mail address', person.email] as const,
      ['phone', 'telephone number', person.phone] as const,
      ['name', 'name', person.name] as const,
      ['postcode', 'postcode', person.postcode] as const,
    ]),
  ];
}

function matchOf(order: OrderView, typed: string): FoundOrder['matched'] | null {
  const asked = plain(typed);
  for (const [field, noun, value] of fieldsOf(order)) {
    const word = plain(value);
    if (field === 'phone' ? /^\d{4,}$/.test(asked) && word.endsWith(asked) : word === asked) {
      return { field, isExact: true, sentence: `This is its ${noun}.` };
    }
    const parts = field === 'name' ? value.split(' ').map(plain) : [word];
    if (field !== 'phone' && parts.some((part) => part.startsWith(asked))) {
      return { field, isExact: false, sentence: `Its ${noun} begins with this.` };
    }
  }
  return null;
}

const shownAtMost = 20;

export function findIn(orders: readonly OrderView[], typed: string): Found {
  const hits = orders.flatMap((order): FoundOrder[] => {
    const matched = matchOf(order, typed);
    return matched === null ? [] : [{
      order: summaryOf(order), matched, town: people[order.id]?.town ?? null,
      date: order.waiting?.since ?? order.updatedAt,
    }];
  }).toSorted((one, other) => Number(other.matched.isExact) - Number(one.matched.isExact));
  const exact = hits.filter(({ matched }) => matched.isExact);
  const shown = exact.length === 1 ? exact : hits;
  return {
    items: shown.slice(0, shownAtMost), hasMore: shown.length > shownAtMost, isComplete: true,
    sentence: `${shown.length} orders were found.`,
  };
}

export function told(order: OrderView, language: Told['language'], at: string): Told {
  const numbers = order.tracking.map((number) => `DPD ${number}`).join(' and ');
  const hasLeft = order.stage === 'left-the-building';
  const british = hasLeft ? 'It left our warehouse today at 11:34'
    : numbers === '' ? 'We have it, and it waits to be picked' : 'It was labelled today at 13:51';
  const how = language === 'en-US' ? british.replace('13:51', '1:51 pm') : british;
  return {
    order: order.id, orderNumber: order.orderNumber, language, at,
    sentence: numbers === '' ? 'There is no label yet: the warehouse says it is being picked.'
      : hasLeft ? `It left the warehouse today at 11:34, ${numbers}.`
      : `The label was made today at 13:51, ${numbers}; it has not been seen leaving the `
        + 'warehouse yet. The channel has not confirmed the tracking number yet; Gatepass is '
        + 'telling it.',
    reply: `Hello,\n\nThank you for asking about your order ${order.orderNumber}.\n\n${how}.\n\n${
      language === 'en-US' ? 'Best regards,' : 'Kind regards'}`,
    parcels: order.tracking.map((trackingNumber) => ({
      carrier: 'DPD', trackingNumber,
      link: `https://track.dpd.co.uk/search?reference=${trackingNumber}`,
    })),
  };
}

export type NoteBook = {
  /** Answers if the path is about notes; null: it is about something else. */
  readonly answer: (request: IncomingMessage, path: string, at: string) => Promise<object | null>;
};

export function makeNoteBook(): NoteBook {
  const notes = new Map<string, Note[]>([['ord_split', [{
    id: 'not_3', kind: 'question', said: 'Which of the two boxes was damaged?', by: 'Asha',
    at: '2026-11-22T14:28:00Z', answer: null,
  }]], ['ord_done', [{
    id: 'not_1', kind: 'question', said: 'Did it make the 11:30 van?', by: 'Asha',
    at: '2026-11-22T11:40:00Z',
    answer: { said: 'Yes, handed over at 11:34.', at: '2026-11-22T11:52:00Z', by: 'Tom' },
  }, {
    id: 'not_2', kind: 'note', said: 'Customer is away on Friday.', by: 'Asha',
    at: '2026-11-22T11:20:00Z', answer: null,
  }]]]);

  function bodyOf(text: string): Readonly<Record<string, string>> {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
  }

  return {
    answer: async (request, path, at) => {
      const [, id = '', note] = /^\/v1\/orders\/([^/]+)\/notes(?:\/([^/]+)\/answer)?$/.exec(path)
        ?? [];
      if (id === '') return null;
      const before = notes.get(id) ?? [];
      if (request.method === 'POST') {
        const body = bodyOf(await textOf(request));
        const said = body['said'] ?? '';
        notes.set(id, note === undefined
          ? [{ id: `not_${id}_${before.length}`, kind: body['kind'] === 'question'
            ? 'question' : 'note', said, at, by: 'Asha', answer: null }, ...before]
          : before.map((one) => one.id === note
            ? { ...one, answer: { said, at, by: 'Asha' } } : one));
      }
      return { items: notes.get(id) ?? [] };
    },
  };
}
