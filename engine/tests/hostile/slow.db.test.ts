/** Whoever sends a request byte by byte is cut off in words, and holds up nobody meanwhile. */
import { connect, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import type { Database } from '../../src/store/database.ts';
import { emptyTables, onEveryDatabase, rowsOf } from '../databases.ts';
import { bodyOf, keyOf, openDoor, type Door } from '../door.ts';

const body = JSON.stringify(bodyOf('SO-slow'));
const head = [
  'PUT /v1/warehouses/leicester/consignments/LE-slow HTTP/1.1', 'Host: x',
  `Authorization: Bearer ${keyOf('warehouse')}`, 'Content-Type: application/json',
  `Content-Length: ${String(Buffer.byteLength(body))}`, '', '',
].join('\r\n');
const lines = 5;

onEveryDatabase('a request that comes byte by byte', (size) => {
  let database: Database;
  let door: Door;
  let port = 0;
  beforeAll(async () => {
    database = await size.open();
    await migrate(database);
  });
  afterAll(size.drop);
  beforeEach(async () => {
    await emptyTables(database);
    door = await openDoor(database, { patience: { wholeRequest: 1_000, lookEvery: 50 } });
    await door.server.listen({ host: '127.0.0.1', port: 0 });
    // Listening on TCP it has an address with a port.
    ({ port } = door.server.server.address() as AddressInfo);
  });
  afterEach(() => door.server.close());

  /** Sends the first part at once and of the rest a byte at a time, until it is hung up on. */
  const dribble = (atOnce: string, rest: string) => {
    const ended = Promise.withResolvers<string>();
    const begun = Promise.withResolvers<void>();
    let [heard, sent] = ['', 0];
    const socket = connect(port, '127.0.0.1', () => socket.write(atOnce));
    const timer = setInterval(() => {
      // Never the last one: it is not to come to its end by being patient.
      if (sent < rest.length - 1) socket.write(rest.charAt(sent));
      sent += 1;
      if (sent === 3) begun.resolve();
    }, 20);
    socket.setEncoding('utf8');
    socket.on('data', (some) => { heard += String(some); });
    // A byte that is written after the line was cut is refused; what was heard counts.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      ended.resolve(heard);
    });
    return { begun: begun.promise, ended: ended.promise };
  };

  test.each([
    ['its body', head, body],
    ['its headers', head.slice(0, 40), head.slice(40)],
    ['its first line', '', head],
  ])('%s: is cut off with 408 in words, and others are served meanwhile', async (
    _what, atOnce, rest,
  ) => {
    const slow = Array.from({ length: lines }, () => dribble(atOnce, rest));
    let isCut = false;
    const cut = Promise.race(slow.map((one) => one.ended)).then(() => { isCut = true; });
    await Promise.all(slow.map((one) => one.begun));
    const other = await fetch(
      `http://127.0.0.1:${String(port)}/v1/warehouses/leicester/consignments/LE-quick`, {
        method: 'PUT', body: JSON.stringify(bodyOf('SO-quick')),
        headers: {
          'authorization': `Bearer ${keyOf('warehouse')}`, 'content-type': 'application/json',
        },
      });
    expect([other.status, isCut]).toEqual([200, false]);
    await cut;
    for (const heard of await Promise.all(slow.map((one) => one.ended))) {
      expect(heard).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
      expect(heard).toContain('application/problem+json');
      expect(heard).toContain('"detail":"Nothing was taken in: the request did not come to an end');
    }
    expect(await rowsOf(database, 'select order_number from dossier'))
      .toEqual([{ order_number: 'SO-quick' }]);
  });
});
