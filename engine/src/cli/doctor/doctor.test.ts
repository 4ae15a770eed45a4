import { describe, expect, it } from 'vitest';
import {
  connectionShape, guardPlanShape, listOf, meShape, probeShape,
} from '../../api/shapes.ts';
import { pretend, problem, type Routes, type Told } from '../pretend-gatepass.ts';
import { connections } from '../pretend-order.ts';
import { runCommand } from '../run.ts';

const here = Date.parse('2026-11-22T14:00:00Z');

const ready = (secondsAhead = 0): Told => ({
  headers: { date: new Date(here + secondsAhead * 1_000).toUTCString() },
  document: { isReady: true },
});
const probe = (isWell: boolean, ...sentences: string[]): Told =>
  ({ document: probeShape.parse({ isWell, sentences }) });

const allWell: Routes = {
  'GET /readyz': () => ready(),
  'GET /v1/me': () => ({
    document: meShape.parse({ name: 'Asha', role: 'administrator', places: [] }),
  }),
  'GET /v1/connections': () => ({ document: connections }),
  'POST /v1/connections/leicester-wms/probe': () => probe(true, 'A push arrives and is signed.'),
  'POST /v1/connections/shipstation-uk/probe': () => probe(true, '40 calls a minute are allowed.'),
};

async function doctor(routes: Routes = {}, changes = {}, argv: readonly string[] = []) {
  const pretended = pretend(
    { ...allWell, ...routes }, { now: () => here, nodeVersion: '26.10.0', ...changes });
  const code = await runCommand(['doctor', ...argv], pretended.surroundings);
  return { code, printed: pretended.printed(), complained: pretended.complained() };
}

describe('the doctor', () => {
  it('says that all is well', async () => {
    expect(await doctor()).toEqual({
      code: 0,
      complained: '',
      printed: `\
well     Node: this is 26.10.0.
well     Server: Gatepass is ready at http://127.0.0.1:4600.
well     Clock: this machine and Gatepass have the same time.
well     Key: you are Asha, with the role administrator. The key came from GATEPASS_KEY.
well     leicester-wms (warehouse-api): Heard 2 minutes ago.
         A push arrives and is signed.
well     shipstation-uk (shipstation): Last good call 14:31.
         40 calls a minute are allowed.

All is well.
`,
    });
  });

  it('warns of a database server that may lose what was acknowledged', async () => {
    const { code, printed } = await doctor({
      'GET /readyz': () => ({ ...ready(), document: {
        isReady: true, watch: ['The PostgreSQL server has fsync off. Set fsync = on.'],
      } }),
    });
    expect(printed).toContain(
      'watch    Store: The PostgreSQL server has fsync off. Set fsync = on.\n');
    expect(code).toBe(0);
  });

  it('names the connection that is wrong and what to do, and still tries the others', async () => {
    const { code, printed } = await doctor({
      'POST /v1/connections/leicester-wms/probe': () =>
        probe(false, 'The warehouse refused our signature.', 'Enter the new pushSecret.'),
    });
    expect(printed).toContain('WRONG    leicester-wms (warehouse-api): The warehouse refused our ' +
      'signature.\n         Enter the new pushSecret.\n');
    expect(printed).toContain('well     shipstation-uk');
    expect(printed).toContain('\nOne thing needs you.\n');
    expect(code).toBe(1);
  });

  it('says what is worth watching, and still calls it well', async () => {
    const { code, printed } = await doctor({
      'POST /v1/connections/shipstation-uk/probe': () => ({ document: probeShape.parse({
        isWell: true, sentences: ['It answers.'], watch: ['Another program listens.'],
      }) }),
    });
    expect(printed).toContain('watch    shipstation-uk (shipstation): Last good call 14:31.\n' +
      '         It answers.\n         Another program listens.\n');
    expect(printed).toContain('\nAll is well.\n');
    expect(code).toBe(0);
  });

  it('says what is worth watching on a connection by itself', async () => {
    const items = connections.items.map((one) => ({
      ...one, watch: one.name === 'shipstation-uk' ? ['Its clock is 3 minutes behind ours.'] : [],
    }));
    const watched = listOf(connectionShape).parse({ items, next: null });
    const { code, printed } =
      await doctor({ 'GET /v1/connections': () => ({ document: watched }) });
    expect(printed).toContain('watch    shipstation-uk (shipstation): Last good call 14:31.\n' +
      '         40 calls a minute are allowed.\n         Its clock is 3 minutes behind ours.\n');
    expect(printed).toContain('well     leicester-wms');
    expect(code).toBe(0);
  });

  it('calls wrong what the guard stopped, until somebody has decided', async () => {
    const stop = (state: string) => guardPlanShape.parse({
      id: 'pln_1', kind: 'guard', state, sentence: 'After 10 orders Gatepass stopped.',
      connection: 'shipstation-uk', effect: 'withdrawals', madeAt: '2026-11-22T13:40:00Z',
      madeBy: 'Gatepass', counts: { withheld: 2, approved: 0, refused: 0, lapsed: 0 }, through: 7,
      changes: [],
    });
    const told = (state: string) =>
      doctor({ 'GET /v1/plans': () => ({ document: { items: [stop(state)], next: null } }) });
    const open = await told('open');
    expect(open.printed).toContain('WRONG    Stopped on shipstation-uk: After 10 orders Gatepass ' +
      'stopped.\n         gatepass plan pln_1 shows what, and takes your decision.\n');
    expect(open.code).toBe(1);
    const decided = await told('approved');
    expect(decided.printed).not.toContain('Stopped on');
    expect(decided.code).toBe(0);
  });

  it('does not call a connection well that was troubled a moment ago', async () => {
    const items = connections.items.map((one) => ({
      ...one, state: 'troubled', sentence: 'No answer since 13:40.',
    }));
    const troubled = listOf(connectionShape).parse({ items, next: null });
    const { code, printed } =
      await doctor({ 'GET /v1/connections': () => ({ document: troubled }) });
    expect(printed.match(/^WRONG/gm)).toHaveLength(2);
    expect(code).toBe(1);
  });

  it('does not vouch for what the key may not try', async () => {
    const { code, printed } = await doctor({
      'POST /v1/connections/shipstation-uk/probe': () =>
        problem(403, 'Trying needs the role Lead.'),
    });
    expect(printed).toContain('UNKNOWN  shipstation-uk');
    expect(printed).toContain('Trying needs the role Lead.');
    expect(code).toBe(1);
  });

  it('asks for a policy where no connection is set up', async () => {
    const { code, printed } =
      await doctor({ 'GET /v1/connections': () => ({ document: { items: [], next: null } }) });
    expect(printed).toContain('watch    Connections: none is set up yet.');
    expect(code).toBe(0);
  });

  it.each([
    [-7, 'watch    Clock: this machine is 6 s ahead of Gatepass.'],
    [9, 'watch    Clock: this machine is 9 s behind Gatepass.'],
    [-6, 'well     Clock'],
    [5, 'well     Clock'],
  ])('with the server %i s ahead: %s', async (seconds, words) => {
    const { code, printed } = await doctor({ 'GET /readyz': () => ready(seconds) });
    expect(printed).toContain(words);
    expect(code).toBe(0);
  });

  it('says that the key is not known, without showing it', async () => {
    const { code, printed } = await doctor({ 'GET /v1/me': () => problem(401, 'Who are you?') });
    expect(printed).toContain('WRONG    Key: Gatepass at http://127.0.0.1:4600 does not accept ' +
      'the key from GATEPASS_KEY.\n');
    expect(printed).not.toContain('key-for-tests');
    expect(code).toBe(1);
  });

  it('gives the reason why Gatepass is not ready', async () => {
    const { code, printed } = await doctor({
      'GET /readyz': () => problem(503, 'The store is being migrated.'),
    });
    expect(printed).toContain('not ready (503).\n         The store is being migrated.\n');
    expect(code).toBe(1);
  });

  it('ends with 4 when nothing answers, and still looks at this machine', async () => {
    const fetch = async () => {
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }),
      });
    };
    const { code, printed } = await doctor({}, { fetch, nodeVersion: 'v22.1.0' });
    expect(printed).toContain('WRONG    Node: this is 22.1.0, and Gatepass needs 26 or newer.');
    expect(printed).toContain('WRONG    Server: Gatepass does not answer at ' +
      'http://127.0.0.1:4600: is it running?');
    expect(code).toBe(4);
  });

  it('gives its findings to programs', async () => {
    const { printed } = await doctor({}, {}, ['--json']);
    expect(JSON.parse(printed)).toMatchObject({
      isWell: true,
      findings: [
        { about: 'Node', is: 'well' }, { about: 'Server' }, { about: 'Clock' }, { about: 'Key' },
        { about: 'leicester-wms (warehouse-api)' }, { about: 'shipstation-uk (shipstation)' },
      ],
    });
  });
});
