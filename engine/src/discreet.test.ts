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

const secrets = [
  'QWxhZGRpbjpvcGVuU2VzYW1l', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N',
  '4f9d1c7a6be0835e2f19a7c4d08b6e31', 'ck_9b1f04e7a2c85d3360fe1ab7c94d2e5f8a7b6c10',
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'hunter2',
] as const;
const [basic, bearer, hex, consumer, signing, password] = secrets;

test.each([
  `401 for Basic ${basic} at ss.example`, `authorization: Bearer ${bearer}`,
  `header bearer ${hex} was refused`, `no such key ${hex}.`, `GET /wc?consumer_key=${consumer}&a=1`,
  `consumer ${consumer} may not write`, `signed with ${signing}`, `password=${password}, host=db`,
  `connect to postgres://gatepass:${password}@db:5432/gatepass`,
  `api_key: ${hex}; secret: ${bearer}`,
  `x-api-secret=${password}`, `${'a'.repeat(20)}${hex}${basic}`,
])('what lets somebody in is left out: %s', (text) => {
  for (const one of secrets) expect(discreetText(text)).not.toContain(one);
});

test.each([
  '020 7946 0958', '(0116) 496 0123', '0116-496-0123', '01 23 45 67 89', '+1 (212) 555-0123',
  '(212) 555-0123', '212-555-0123', '07700900123', '+491701234567', 'ada@example.com',
  'ada.lovelace+shop@mail.example.co.uk', 'LS1 4BT', 'EC1A 1BB',
])('a person is not reached by the log: %s', (reach) => {
  const told = discreetText(`the customer at ${reach} did not answer order SO-412345 at 13:40`);
  expect(told).toMatch(/^the customer at […@]+ did not answer order SO-412345 at 13:40$/);
});

test.each(['a', '0', '0 ', 'a1', '//', '@', 'Basic ', '(0', '+4-', 'token=', '-a', '"'])(
  'however long a fault of %s is, it is cut before it is searched', (piece) => {
    expect(discreetText(piece.repeat(200_000)).length).toBeLessThanOrEqual(4_100);
  });

test.each([
  'connect ECONNREFUSED 127.0.0.1:5432',
  'TypeError: reading the state of nothing\n    at decide (file:///srv/core/decide.ts:12:5)',
  'at run (/srv/node_modules/@fastify/static/index.js:3:7)',
  '2026-11-22T13:40:12.189Z', 'isn\'t there, doesn\'t answer', 'order 2170800001 of ord_12',
  'SO-412345-2 is held, 113-1234567-7654321 and #10042 too', 'order 000412345 has 3 lines',
  'SKU 0042 13 left',
  'label 15501234567890, 1Z999AA10123456784, JD014600003GB012345 and 00340434161094022115',
  '9400111202555842332669 and 01485006404832 are not known', '6.42 GBP of 1,204.00 GBP, 0.00 left',
  '22 Nov 13:40, 01-02-2026 10:00, 2026-11-22 09:05:00, 1764170412189', 'it took 0.031 s, 00:05:10',
  'con_rj868zz2mj03nww9:1 under msg_4k2m9x7c1v5b8n3q', 'f81d4fae-7dec-11d0-a765-00c04fb6bf6b',
  'Basic functions of a bearer that authenticates', 'token of 3 letters, key 7 of 12',
  'at decideAndRecordWhatWasSaid (file:///srv/gatepass/engine/src/loop/decide-and-record.ts:12:5)',
  'RANDOM_PAGE_COST_OF_THE_STORE_IS_NOT_SET', '10.0.0.12:5432, [::1]:4600, v26.10.0, PGlite 0.3.14',
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
