/**
 * Orders of a person with a tell-tale name, street, e-mail address and telephone number live
 * through success and through all that goes wrong; the log of the process quotes none of it.
 */
import { createServer } from 'node:http';
import pg from 'pg';
import { afterEach, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { startSimulator } from '../../../simulator/src/start.ts';
import { allTold, ask, consignmentUrl, findOrder, packed, policyText } from './hands.ts';
import { adminKey, freshPlace, startEngine, until } from './processes.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

const person = {
  name: 'Zebulon Quackenbush', street1: '77 Telltale Terrace', city: 'Leeds',
  postalCode: 'LS1 4BT', country: 'GB', phone: '+44 116 496 0777', email: 'zeb@telltale.example',
};
const telltales = [
  'Zebulon', 'Quackenbush', 'Telltale Terrace', 'zeb@', 'telltale.example', '496 0777', '4960777',
];
const told = Object.values(person).join(', ');

type Mood = 'well' | 'refuses' | 'shows the unreadable' | 'breaks' | 'is silent';

/** ShipStation in a mood of its own before the simulated one; its words quote the person. */
const moodyShipStation = async (simulatorUrl: string) => {
  let mood: Mood = 'well';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url = '/', headers } = request;
      const answer = (status: number, body: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify(body));
      };
      const pass = async (): Promise<void> => {
        const got = await fetch(`${simulatorUrl}/shipstation${url}`, {
          method,
          headers: {
            'authorization': headers.authorization ?? '', 'content-type': 'application/json',
          },
          ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
        });
        const { 'content-encoding': _packed, 'content-length': _length,
          'transfer-encoding': _transfer, ...plain } = Object.fromEntries(got.headers);
        response.writeHead(got.status, plain).end(await got.text());
      };
      const isCreating = url.startsWith('/orders/createorders');
      if (mood === 'refuses' && isCreating) {
        answer(400, { Message: `The address ${told} cannot be delivered to.`,
          ModelState: { [person.name]: [`"${told}" is no address`] } });
      } else if (mood === 'breaks') {
        answer(500, { ExceptionMessage: `Cannot insert (${told})`, StackTrace: told });
      } else if (mood === 'is silent') {
        request.socket.destroy();
      } else if (mood === 'shows the unreadable' && method === 'GET' && /^\/(orders|shipments)\?/
        .test(url)) {
        const row = { orderId: person.name, shipmentId: person.name, shipTo: person };
        answer(200, { orders: [row], shipments: [row], total: 1, page: 1, pages: 1 });
      } else {
        void pass().catch(() => request.socket.destroy());
      }
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  undo.push(() => { server.close(); server.closeAllConnections(); });
  const at = server.address();
  if (typeof at !== 'object' || at === null) throw new Error('it listens on a port');
  return {
    url: `http://127.0.0.1:${String(at.port)}`,
    become: (next: Mood): void => { mood = next; },
  };
};

test('the log quotes no name, street, address or number, whatever goes wrong', async () => {
  const simulator = await startSimulator({ labelAfterMs: 100 });
  undo.push(() => simulator.close());
  const shipStation = await moodyShipStation(simulator.url);
  const place = await freshPlace(inject('postgresUrl'));
  undo.push(() => place.remove());
  const engine = await startEngine({ ...place, environment: { GATEPASS_LOG: 'debug' } });
  undo.push(() => engine.stop('SIGKILL'));
  const { printed, url } = engine;
  const logged = (words: string) =>
    until(`the log says: ${words}`, () => (printed().includes(words) ? true : null));
  await ask(`${url}/v1/policy`, 'PUT', { document: parse(
    policyText(simulator.url).replace(`${simulator.url}/shipstation`, shipStation.url)) });
  const tell = async (orderNumber: string, body: unknown = packed(orderNumber, {
    shipTo: person,
  })): Promise<number> => (await fetch(consignmentUrl(url, orderNumber), {
    method: 'PUT', body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'authorization': `Bearer ${adminKey}`, 'content-type': 'application/json' },
  })).status;

  expect(await tell('SO-1')).toBe(200);
  await allTold(simulator.url, ['SO-1']);

  shipStation.become('refuses');
  expect(await tell('SO-2')).toBe(200);
  await until('the refusal is seen', async () =>
    (await findOrder(url, 'SO-2'))?.exception ?? null);

  shipStation.become('shows the unreadable');
  await logged('rows could not be read');

  // Input that is refused, and quoted by whoever stumbled over it.
  for (const body of [
    told, `"${told}`, `{"shipTo":"${person.name}",\n\n"street1":"${person.street1}"`,
    packed('SO-3', { shipTo: told }), packed('SO-3', { [person.name]: told }),
    packed('SO-3', { status: told, lines: [{ line: told, ordered: told }] }),
  ]) expect([400, 422]).toContain(await tell('SO-3', body));

  if (place.databaseUrl !== null) {
    // The store throws, and quotes the row: once while taking it in, once under the loop.
    const client = new pg.Client({ connectionString: place.databaseUrl });
    await client.connect();
    try {
      await client.query(`alter table dossier add constraint unlucky
        check (order_number <> 'SO-4') not valid`);
      expect(await tell('SO-4')).toBeGreaterThanOrEqual(500);
      await logged('a request failed');
      await client.query('alter table api_key rename to api_key_away');
      expect(await tell('SO-5')).toBe(500);
      await client.query('alter table api_key_away rename to api_key');
    } finally {
      await client.end();
    }
  }

  const silences = (): number => printed().split('connection did not answer').length;
  for (const mood of ['breaks', 'is silent'] as const) {
    shipStation.become(mood);
    const before = silences();
    await tell(mood === 'breaks' ? 'SO-6' : 'SO-7');
    await until(`the log has that it ${mood}`, () => (silences() > before ? true : null));
  }
  // What it does not log it knows: the person is with the order, for those who may read it.
  expect(JSON.stringify(await ask(`${url}/v1/orders?orderNumber=SO-2`))).toContain('SO-2');
  await engine.stop();
  expect(telltales.filter((one) => printed().includes(one))).toEqual([]);
}, 300_000);
