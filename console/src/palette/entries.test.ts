import { expect, it } from 'vitest';
import { entriesFor, type Entry } from './entries.ts';

const all: readonly Entry[] = [
  { kind: 'page', name: 'Orders', address: '/orders' },
  { kind: 'page', name: 'Connections', address: '/connections' },
  { kind: 'view', name: 'Orders: On hold by a person', address: '/orders?held=yes' },
];
const named = (typed: string) =>
  entriesFor(typed, all, (text) => `Find “${text}”`).map(({ name }) => name);

it.each([
  ['', ['Orders', 'Connections', 'Orders: On hold by a person']],
  ['  hold ORD ', ['Orders: On hold by a person', 'Find “hold ORD”']],
  ['conn', ['Connections', 'Find “conn”']],
  ['bell', ['Find “bell”']],
  ['SO-412345', ['Find “SO-412345”']],
])('“%s” offers %j', (typed, offered) => expect(named(typed)).toEqual(offered));

it('a number is looked for first, and an address holds it whole', () => {
  const page: Entry = { kind: 'page', name: '4 & 5', address: '/' };
  const [first] = entriesFor('4 & 5', [page], (one) => one);
  expect(first?.address).toBe('/find?q=4+%26+5');
});
