import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { preview, readPreviewCall, type PreviewCall } from './preview.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatepass-preview-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const now = Date.UTC(2026, 10, 22, 14);

const run = async (over: Partial<PreviewCall>) => {
  const said: string[] = [];
  const complained: string[] = [];
  const call = { file: '', policy: null, connection: null, isJson: false, ...over };
  const code = await preview(call, {
    say: (text) => { said.push(text); }, complain: (text) => { complained.push(text); },
  }, now);
  return { code, said: said.join('\n'), complained: complained.join('\n') };
};

const good = put('good.csv', 'consignment,status,ship_name,street1,city,postal_code,country,' +
  'service,sku,ordered,picked,weight\n' +
  'SO-1,packed,Iris Bell,7 Canal Street,Leeds,LS1 4BT,GB,DPD-12,TEE,2,2,180\n' +
  'SO-2,packed,Iris Bell,7 Canal Street,Leeds,LS1 4BT,GB,MAIL,TEE,2,1,180\n');
const wrong = put('wrong.csv', 'consignment,status,sku,ordered\nSO-1,packed,TEE,"1,5"\n');

const policy = (connections: string): string => `
connections:
  shipstation-uk:
    connector: shipstation
    settings: { v1: { baseUrl: https://ss.example, apiKey: \${SS_KEY}, apiSecret: \${SS_SECRET} } }
    mode: shadow
${connections}
  shop-uk: { connector: channel-api, settings: {}, mode: shadow }
warehouses:
  leicester:
    { connection: leicester-files, shipstation: shipstation-uk, timeZone: Europe/London,
      gate: packed, shortPick: hold }
channels:
  shop: { connection: shop-uk, enters: gatepass, toldBy: gatepass, toldWhen: label }
mappings:
  services: [ { says: DPD-12, carrier: dpd, service: dpd_by_12, package: package } ]
  carriers: [ { shipstation: dpd, warehouse: DPD, channels: { shop: DPD } } ]
limits:
  { readyToRelease: 2m, releaseToLabel: 30m, labelToWarehouse: 5m, labelToChannel: 10m,
    labelToCollected: 24h }
`;
const files = (name: string): string =>
  `  ${name}: { connector: csv-files, settings: { folder: /srv/x, channel: shop }, mode: shadow }`;

describe('a file is previewed', () => {
  test('with a policy: what would go, what people would have to see to', async () => {
    const { code, said } = await run({
      file: good, policy: put('policy.yaml', policy(files('leicester-files'))),
    });
    expect(code).toBe(0);
    expect(said).toContain('SO-1, packed (TEE: ordered 2, picked 2, packed 2)\n' +
      '  It would go into ShipStation now.');
    const [, second = ''] = said.split('SO-2, packed');
    expect(second).not.toContain('It would go');
    expect(second).toContain('Service not mapped');
    expect(said).not.toContain('--policy');
  });

  test('without one: how it is read', async () => {
    const { code, said } = await run({ file: good });
    expect(code).toBe(0);
    expect(said).toContain('good.csv: 2 rows, 2 consignments would be taken, 0 lines left out.');
    expect(said).toContain('it says with --policy.');
  });

  test('with rows that are left out, or none that is right, it ends with 1', async () => {
    expect(await run({ file: wrong })).toMatchObject({
      code: 1, said: expect.stringContaining('line 2: ordered: “1,5” is not a whole number'),
    });
    expect(await run({ file: put('empty.csv', '') })).toMatchObject({
      code: 1, said: expect.stringContaining('the file: it is empty'),
    });
  });

  test('as JSON for scripts', async () => {
    const { said } = await run({ file: wrong, isJson: true });
    expect(JSON.parse(said)).toEqual({
      file: 'wrong.csv', rows: 1, isWithPolicy: false, consignments: [],
      mistakes: [{ line: 2, words: 'ordered: “1,5” is not a whole number' }],
    });
  });
});

describe('nothing is tried', () => {
  test.each([
    [{ file: join(folder, 'no.csv') }, 'cannot be read: it is not there.'],
    [{ file: folder }, 'is no file.'],
    [{ file: good, policy: put('broken.yaml', 'a: [') }, 'broken.yaml cannot be read: line'],
    [{ file: good, policy: put('odd.yaml', 'nothing: 1') }, 'odd.yaml is refused:'],
    [{ file: good, policy: put('none.yaml', policy(
      '  leicester-files: { connector: warehouse-api, settings: {}, mode: shadow }')) },
    'has no connection of the connector csv-files.'],
    [{ file: good, policy: put('two.yaml', policy(`${files('leicester-files')}\n${files('b')}`)) },
      'Say which connection with --connection: there are leicester-files, b.'],
    [{ file: good, policy: put('typo.yaml', policy(files('leicester-files')
      .replace('channel: shop', 'chanel: shop'))) }, 'chanel is not a setting'],
  ])('%j', async (call, words) => {
    const { code, said, complained } = await run(call);
    expect([code, said]).toEqual([2, '']);
    expect(complained).toContain(words);
  });

  test.each([[[]], [['a', 'b']], [['a', '--nonsense']], [['a', '--policy']]])(
    'for the words %j, which are no call of it', (words) => {
      expect(readPreviewCall(words)).toBeNull();
    });
});
