import { expect, test } from 'vitest';
import { discreetLog, discreetText } from './discreet.ts';

const person = { name: 'Ada Lovelace', street: '12 Granby Street', email: 'ada@example.com',
  phone: '+44 116 496 0123' };

const broken = (text: string): string => {
  try {
    JSON.parse(text);
    return '';
  } catch (fault) {
    return fault instanceof Error ? (fault.stack ?? '') : '';
  }
};

test.each([
  `invalid input syntax for type integer: "${person.name}"`,
  `DETAIL:  Failing row contains (ord_1, ${person.name}, ${person.street}, null).`,
  `Key (name, street)=(${person.name}, ${person.street}) already exists.`,
  `No mailbox ${person.email}; call ${person.phone}, 0116 496 0123 or 01164960123.`,
  `The customer '${person.name}' of “${person.street}” is not known`,
  broken(`{"name":"${person.name}",,"street":"${person.street}"}`),
  broken(`"${person.name}", 12`),
  broken(`${person.name} ${person.street}`),
  broken(`{"name":"${person.name}",\n\n"street":"${person.street}"`),
  broken(`Ada\nLovelace`),
  broken(`"Ada\nLovelace, 12 Granby Street`),
  `Failing row contains (ord_1, Ada\nLovelace, 12 Granby Street\nLeicester, null).`,
  `Failing row contains (ord_1, ${person.name}, ${person.street}...`,
  `Unexpected token 'A', "Ada\nLovelace of 12 Granby Street" is no JSON\n    at f (a.ts:1:2)`,
])('what a fault quotes is left out: %s', (text) => {
  const told = discreetText(text);
  for (const one of [...Object.values(person), 'Ada', 'Granby', '496']) {
    expect(told).not.toContain(one);
  }
});

test.each([
  'connect ECONNREFUSED 127.0.0.1:5432',
  'TypeError: reading the state of nothing\n    at decide (file:///srv/core/decide.ts:12:5)',
  'at run (/srv/node_modules/@fastify/static/index.js:3:7)',
  '2026-11-22T13:40:12.189Z', 'isn\'t there, doesn\'t answer', 'order 2170800001 of ord_12',
])('what people look for stays: %s', (text) => {
  expect(discreetText(text)).toBe(text);
});

test('values are left alone, and texts in them are looked through to any depth', () => {
  const logged: unknown[] = [];
  discreetLog((message, values) => { logged.push(message, values); })('it tripped', {
    rows: 3, isWell: false, none: null, found: [{ words: `of "${person.name}"` }],
  });
  expect(logged).toEqual(['it tripped', {
    rows: 3, isWell: false, none: null, found: [{ words: 'of "…"' }],
  }]);
});
