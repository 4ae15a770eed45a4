/** A folder of CSV files: a row of the kit is a file with one consignment in it. */
import { csvFiles } from '../../src/connectors/csv-files/connector.ts';
import type { WireAnswer, WireRequest } from '../../src/contract/wire.ts';
import { filesOver } from '../files-over-wire.ts';
import { tell } from '../items.ts';
import type { Kit, Told } from '../kit.ts';
import { jsonAnswer } from '../stand-in.ts';

type Row = Readonly<Record<string, unknown>>;

const firstAt = Date.UTC(2026, 10, 22, 13, 31);

const row = (number: number, { word, name, sortsAs }: Told = {}): Row => ({
  consignment: `C-${String(1000 + number)}`, order_number: `SO-${String(1000 + number)}`,
  channel: 'shop-uk', status: 'packed', updated_at: new Date(firstAt + number).toISOString(),
  service: word ?? 'DPD-12', ship_name: name ?? 'Iris Bell', street1: '7 Canal Street',
  city: 'Leeds', postal_code: 'LS1 9ZZ', country: 'GB',
  line: '1', sku: 'TEE-BLK-M', ordered: 2, picked: 2, packed: 2,
  // When the file was written to: no column of it.
  [writtenAt]: firstAt + (sortsAs ?? number) * 1_000,
});

const writtenAt = 'written at';

const cell = (value: unknown): string =>
  `"${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('"', '""')}"`;

type Lying = { readonly name: string; readonly at: number; readonly text: string };

/** As they lie in the folder; of several with one name each has a number behind it. */
const filesOf = (rows: readonly unknown[]): readonly Lying[] => {
  const named = new Map<string, number>();
  return rows.flatMap((one): readonly Lying[] => {
    if (typeof one !== 'object' || one === null) return [];
    const { [writtenAt]: at, ...columns } = one as Row;
    const stem = typeof columns['consignment'] === 'string' ? columns['consignment'] : 'no-name';
    const count = (named.get(stem) ?? 0) + 1;
    named.set(stem, count);
    const heads = Object.keys(columns).map(cell).join(',');
    const cells = Object.values(columns).map(cell).join(',');
    return [{
      name: `${stem}.${String(count)}.csv`, at: Number(at ?? firstAt),
      text: `${heads}\r\n${cells}\r\n`,
    }];
  });
};

const list = (rows: readonly unknown[]) => {
  const files = filesOf(rows);
  const byName = new Map(files.map((one) => [one.name, one]));
  return ({ method, url }: WireRequest): WireAnswer => {
    if (method !== 'GET') return jsonAnswer(200, { is: 'done' });
    const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
    if (name !== '') {
      const file = byName.get(name);
      return { is: 'answer', status: file === undefined ? 404 : 200, headers: {},
        body: file?.text ?? '' };
    }
    return jsonAnswer(200, { files: files.map(({ name: called, at, text }) => ({
      name: called, modifiedAt: at, steadyMilliseconds: 60_000,
      size: new TextEncoder().encode(text).length,
    })) });
  };
};

const password = 'pass/word+of the "test" & <sftp>';
const privateKey = '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0/a2V5+\n-----END-----';
const passphrase = 'phrase/of+the "test" & <key>';
const sftp = {
  host: 'files.example', port: 2022, user: 'gatepass', root: '/exchange',
  hostKey: 'SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU',
};

/** Each cell of what was written, below its heading. */
const told = ({ body }: WireRequest, heading: string): readonly string[] => {
  const [heads = [], ...rows] = JSON.parse(body ?? '[]') as readonly (readonly string[])[];
  return rows.map((cells) => cells[heads.indexOf(heading)] ?? '');
};

const notThrottled = 'a file server lets in or not: it has no such answer as 429';

export const csvFilesKit: Kit = {
  connector: csvFiles,
  files: filesOver,
  known: {
    triedAgainst:
      'a real OpenSSH server with the whole program, folders of this machine, and fixtures of ' +
      'the two layouts; never a warehouse’s own exports',
    doesNot: [
      'Of one line in several parcels each needs a line of its own.',
      'The columns behind the address of DropStream’s header differ by version: name them in ' +
        '`columns` and try a file with `gatepass preview`.',
      'Stock counts are not read from files.',
    ],
  },
  settings: { sftp: { ...sftp, password }, steadySeconds: 10 },
  secrets: [password],
  everySecret: {
    settings: { sftp: { ...sftp, password, privateKey, passphrase } },
    secrets: [password, privateKey, passphrase],
  },
  other: {
    settings: { sftp: { ...sftp, host: 'other.example', password: 'another "word"' } },
    secrets: ['another "word"'],
  },
  probed: () => list([]),
  operations: {
    'tell-warehouse': {
      item: tell('warehouse'),
      good: () => () => jsonAnswer(200, { is: 'done' }),
      naturalKeys: ({ url }) => [url],
      money: { unit: 'major', of: (request) => told(request, 'cost').map(Number) },
      grams: (request) => told(request, 'weight_grams').map(Number),
      answers: [],
    },
  },
  feeds: {
    files: { row, list, spoilt: (number) => ({ ...row(number), picked: '1,5' }) },
  },
  excused: {
    cases: {
      'items.own-answers': {
        'tell-warehouse': 'a folder judges no message: what keeps one out keeps all out',
      },
      'items.throttled': { 'tell-warehouse': notThrottled },
      'items.throttled-without-hint': { 'tell-warehouse': notThrottled },
      'rows.seen-again': {
        files: 'a file that says letter by letter what an earlier one said is taken once: that ' +
          'is the promise about copies',
      },
      'look.throttled': { files: notThrottled },
      'look.throttled-without-hint': { files: notThrottled },
    },
  },
};
