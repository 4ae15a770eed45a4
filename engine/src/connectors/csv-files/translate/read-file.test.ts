import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../../contract/settings.ts';
import { settingsShape, type CsvSettings } from '../settings.ts';
import { readFile } from './read-file.ts';

const settingsOf = (more: Readonly<Record<string, unknown>> = {}): CsvSettings => {
  const given = { folder: '/srv/exchange', channel: 'shop-uk', ...more };
  const read = readSettings(settingsShape, given);
  if (read.is === 'refused') throw new Error(JSON.stringify(read.problems));
  return read.settings;
};

const modifiedAt = Date.UTC(2026, 10, 22, 13, 40, 12);

const read = (
  content: string | Uint8Array, more: Readonly<Record<string, unknown>> = {}, name = 'picks.csv',
) => readFile({
  name, modifiedAt, bytes: typeof content === 'string' ? Buffer.from(content) : content,
}, settingsOf(more));

const words = (result: ReturnType<typeof read>): readonly string[] =>
  result.mistakes.map((one) => `${String(one.line)}: ${one.words}`);

const head = 'consignment,status,sku,ordered,picked,packed';

describe('the flat layout', () => {
  test('rows of one consignment are its lines, wherever they stand', () => {
    const { consignments, mistakes } = read(
      `${head}\nSO-1,packed,TEE,2,2,2\nSO-2,picking,MUG,1,0,0\nSO-1,packed,CAP,1,1,1\n`);
    expect(mistakes).toEqual([]);
    expect(consignments.map(({ reference, rows, snapshot }) => ({
      reference, rows, status: snapshot.status,
      lines: snapshot.lines.map(({ line, ordered, packed }) => [line, ordered, packed]),
    }))).toEqual([
      { reference: 'SO-1', rows: [2, 4], status: 'packed', lines: [['TEE', 2, 2], ['CAP', 1, 1]] },
      { reference: 'SO-2', rows: [3], status: 'picking', lines: [['MUG', 1, 0]] },
    ]);
  });

  test('headings may be spelled as people spell them, or named in columns', () => {
    const { consignments } = read(
      'Auftrag;STATUS;Artikel;Ordered;Picked;Ship Name\nSO-1;packed;TEE;2;2;Müller\n',
      { columns: { consignment: 'Auftrag', sku: 'artikel' } });
    expect(consignments[0]?.snapshot.shipTo.name).toBe('Müller');
    expect(consignments[0]?.snapshot.lines[0]).toMatchObject({ sku: 'TEE', picked: 2, packed: 2 });
  });

  test('a column that says one thing says no other by its heading', () => {
    const { consignments } = read(
      'consignment,status,sku,ordered,Name\nSO-1,packed,TEE,2,Iris Bell\n',
      { columns: { shipName: 'Name' } });
    expect(consignments[0]?.snapshot).toMatchObject({
      shipTo: { name: 'Iris Bell' }, lines: [{ name: '' }],
    });
  });

  test.each([
    ['1,5', ';', 'is not a whole number'], ['-1', ',', 'is not a whole number'],
    ['1e3', ',', 'is not a whole number'], ['two', ',', 'is not a whole number'],
    ['9999999', ',', 'more than 1000000 pieces'],
  ])('a quantity of %s leaves its whole consignment out and no other', (quantity, sign, why) => {
    const line = (...cells: readonly string[]) => cells.join(sign);
    const { consignments, mistakes } = read([
      head.replaceAll(',', sign), line('SO-1', 'packed', 'TEE', '2', '2', '2'),
      line('SO-1', 'packed', 'CAP', '1', quantity, '1'),
      line('SO-2', 'packed', 'MUG', '1', '1', '1'),
    ].join('\n'));
    expect(consignments.map((one) => one.reference)).toEqual(['SO-2']);
    expect(mistakes[1]?.words).toContain(why);
    expect(mistakes[0]).toEqual({
      line: 2, words: 'it is right, and left out with line 3: of SO-1 all is taken or nothing',
    });
  });

  test('2,00 is two where the comma is the decimal sign, and weights are grams', () => {
    const { consignments } = read(
      'consignment;status;sku;ordered;picked;weight;unit_price;currency\n' +
      'SO-1;packed;TEE;2,00;2;0,180;19,995;gbp\n',
      { decimal: ',', weightUnit: 'kg' });
    expect(consignments[0]?.snapshot.lines[0]).toMatchObject({
      ordered: 2, weightGrams: 180, unitPrice: { amount: 2_000, currency: 'GBP' },
    });
  });

  test.each([
    ['status,sku,ordered\npacked,TEE,1', '1: no column says which consignment a row belongs to'],
    ['consignment,status,ordered\nSO-1,packed,1', '1: the column sku is missing (it is to say ' +
      'sku); there are consignment, status, ordered'],
    ['consignment,sku,SKU,ordered\nSO-1,A,B,1', '1: the heading sku stands there twice'],
    ['', '0: it is empty'],
    ['"consignment,sku\nSO-1,A', '0: its first line it cannot be read: a quote is opened in it ' +
      'and not closed'],
  ])('%j is no file that can be read', (content, why) => {
    const result = read(content);
    expect(result.consignments).toEqual([]);
    expect(words(result)).toContain(why);
  });

  test('rows that are too short, too long or nobody’s are named', () => {
    const result = read(`${head}\nSO-1,packed\nSO-2,packed,A,1,1,1,more\n` +
      'SO-3,packed,A,1,1,1,,\nSO-4,packed,A,1,1,1\n,packed,A,1,1,1\n');
    expect(result.consignments.map((one) => one.reference)).toEqual(['SO-3']);
    expect(words(result)).toEqual([
      '2: it cannot be read: it has 2 cells, and the first line has 6',
      '3: it cannot be read: it has 7 cells, and the first line has 6',
      '5: it is right, and left out with line 6: of SO-4 all is taken or nothing',
      '6: it names no consignment',
    ]);
  });

  const quoted = '"1000","packed","MUG 12" blue","1","1","1"';
  const heads = 'status,sku,consignment,ordered,picked,packed';
  test.each([
    ['breaks behind its name', head, ['1000,packed,TEE,1,1,1', '1001,packed,TEE,1,1,1', quoted],
      ['1001']],
    ['has a sign too many before its name', heads, [
      'packed,CAP,999,1,1,1', 'packed,TEE,1000,1,1,1', 'packed,Tee, black,1000,1,1,1',
      'packed,TEE,1001,1,1,1', 'packed,TEE,1002,1,1,1',
    ], ['999', '1002']],
    ['breaks before its name', heads, [
      'packed,CAP,999,1,1,1', 'packed,TEE,1000,1,1,1', 'packed,"MUG 12" blue",1000,1,1,1',
    ], ['999']],
    ['may be of any, since they do not stand together', heads, [
      'packed,CAP,999,1,1,1', 'packed,TEE,1000,1,1,1', 'packed,"MUG 12" blue",1000,1,1,1',
      'packed,TEE,999,1,1,1', 'packed,TEE,1002,1,1,1',
    ], []],
    ['stands all in one cell', head, [
      '998,packed,A,1,1,1', '999,packed,A,1,1,1', '1000;packed;A;1;1;1', '1001,packed,A,1,1,1',
    ], ['998']],
  ])('a row that %s leaves out all that it may be of', (_, top, rows, taken) => {
    const result = read([top, ...rows].join('\n'));
    expect(result.consignments.map((one) => one.reference)).toEqual(taken);
  });

  test('a row that breaks off leaves out the rest of what it names', () => {
    const result = read(
      `${head}\nSO-1,packed,A,1,1,1\nSO-1,packed,"B,1,1,1\nSO-2,packed,C,1,1,1\n`);
    expect(result.consignments.map((one) => one.reference)).toEqual(['SO-2']);
    expect(words(result)).toEqual([
      '2: it is right, and left out with line 3: of SO-1 all is taken or nothing',
      '3: it cannot be read: a quote is opened in it and not closed',
    ]);
  });

  test('rows of one consignment that contradict each other leave it out', () => {
    const result = read(`${head}\nSO-1,packed,A,1,1,1\nSO-1,picking,B,1,1,1\n`);
    expect(result.consignments).toEqual([]);
    expect(words(result)[1]).toBe('3: status differs from line 2 of the same consignment');
  });

  test('words for the status are the warehouse’s own; others are named', () => {
    const result = read(`${head}\nSO-1,VERPACKT,A,1,1,1\nSO-2,weg,A,1,1,1\n`,
      { statusWords: { Verpackt: 'packed' } });
    expect(result.consignments.map((one) => one.snapshot.status)).toEqual(['packed']);
    expect(words(result)).toEqual(['3: status: the setting statusWords has no word for “weg”']);
  });
});

describe('time', () => {
  const timed = (cell: string, more: Readonly<Record<string, unknown>>) => {
    const result = read(
      `consignment,status,sku,ordered,updated_at\nSO-1,packed,A,1,${cell}\n`, more);
    return result.consignments[0]?.snapshot.updatedAt ?? words(result)[0];
  };

  test.each([
    ['2026-11-22T13:40:12Z', {}, Date.UTC(2026, 10, 22, 13, 40, 12)],
    ['2026-07-01 09:00', { timeZone: 'Europe/London' }, Date.UTC(2026, 6, 1, 8)],
    ['22/11/2026 13:40', { dates: 'DD/MM/YYYY HH:mm' }, Date.UTC(2026, 10, 22, 13, 40)],
    ['11/22/26', { dates: 'MM/DD/YY' }, Date.UTC(2026, 10, 22)],
    ['1795354812', { dates: 'unix' }, 1_795_354_812_000],
    ['31/02/2026 10:00', { dates: 'DD/MM/YYYY HH:mm' },
      '2: updatedAt: “31/02/2026 10:00” is not a time like DD/MM/YYYY HH:mm'],
    ['11/22/2026 13:40', { dates: 'DD/MM/YYYY HH:mm' },
      '2: updatedAt: “11/22/2026 13:40” is not a time like DD/MM/YYYY HH:mm'],
  ])('%s by %j', (cell, more, is) => { expect(timed(cell, more)).toBe(is); });

  test.each([
    // Written at 01:30 of the first pass and of the second, and at 01:05 of the second.
    ['01:10', Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 0, 10)],
    ['01:10', Date.UTC(2026, 9, 25, 1, 30), Date.UTC(2026, 9, 25, 1, 10)],
    ['01:55', Date.UTC(2026, 9, 25, 1, 5), Date.UTC(2026, 9, 25, 0, 55)],
  ])('of the hour that comes twice, %s in a file of %i is the nearer one', (cell, at, is) => {
    const { consignments } = readFile({
      name: 'picks.csv', modifiedAt: at, bytes: Buffer.from(
        `consignment,status,sku,ordered,updated_at\nSO-1,packed,A,1,2026-10-25 ${cell}\n`),
    }, settingsOf({ timeZone: 'Europe/London' }));
    expect(consignments[0]?.snapshot.updatedAt).toBe(is);
  });

  test('where a column says the revision, one that says none is left out', () => {
    const result = read('consignment,status,sku,ordered,revision\nSO-1,packed,A,1,7\n' +
      'SO-2,packed,A,1,\n');
    expect(result.consignments.map(({ snapshot }) => snapshot.revision)).toEqual([7]);
    expect(words(result)).toEqual(['3: revision: the column is empty here']);
  });

  test('without a column it is the time in the name, else of the file', () => {
    const content = `${head}\nSO-1,packed,A,1,1,1\n`;
    expect(read(content).consignments[0]?.snapshot.updatedAt).toBe(modifiedAt);
    expect(read(content, {}, 'ord_77_261122090000.csv').consignments[0]?.snapshot)
      .toMatchObject({ updatedAt: Date.UTC(2026, 10, 22, 9), revision: 1_795_338_000 });
  });
});

describe('letters', () => {
  const content = `${head},ship_name\r\nSO-1,packed,A,1,1,1,Zoë Müller €\r\n`;
  const utf16 = Buffer.from(content, 'utf16le');
  const windows = Buffer.from(content.replace('€', '\u0080'), 'latin1');
  test.each([
    ['UTF-8', Buffer.from(content)], ['UTF-8 with a mark', Buffer.from(`\ufeff${content}`)],
    ['Windows-1252', windows], ['UTF-16', utf16], ['UTF-16 the other way round',
      Buffer.from(utf16).swap16()],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${content}`, 'utf16le')],
  ])('%s', (_, bytes) => {
    expect(read(bytes).consignments[0]?.snapshot.shipTo.name).toBe('Zoë Müller €');
  });

  test('bytes that are not what the setting says are refused', () => {
    expect(words(read(windows, { encoding: 'utf-8' })))
      .toEqual(['0: its bytes are not UTF-8, as the setting encoding says']);
    expect(words(read(utf16.subarray(0, 101))))
      .toEqual(['0: it ends in the middle of a UTF-16 letter']);
  });

  test('NUL bytes reach nobody', () => {
    const { consignments } = read(`${head},ship_name\nSO-1,packed,A,1,1,1,Iris\0Bell\n`);
    expect(consignments[0]?.snapshot.shipTo.name).toBe('IrisBell');
    expect(words(read(Buffer.alloc(5_000)))).not.toEqual([]);
  });
});

describe('DropStream’s layout', () => {
  const dsfx = (...rows: readonly string[]) => read(`${rows.join('\r\n')}\r\n`, { layout: 'dsfx' });
  const header = (number: string) => `"PH","${number}","PO-9","JOAN HARRY","5050 Road N","",` +
    '"Waterloo","ON","N1N 1N1","CA","","555-666-7777","JOAN HARRY","5050 Road N","","Waterloo",' +
    '"ON","N1N 1N1","CA","Ground","P","","2020-03-07T00:00:00Z","AMZ",""';

  test('what stands in a file is packed, line by line', () => {
    const { consignments, mistakes } = dsfx(
      header('2016981433'), '"PD","2016981433","1","13358A","16","0.00"',
      '"PD","2016981433","2","2564A","6","0.00"', header('2016981434'),
      '"PD","2016981434","1","2564A","1","0.00"');
    expect(mistakes).toEqual([]);
    expect(consignments.map((one) => one.reference)).toEqual(['2016981433', '2016981434']);
    expect(consignments[0]?.snapshot).toMatchObject({
      status: 'packed', orderNumber: '2016981433', service: 'Ground', channel: 'shop-uk',
      shipTo: { name: 'JOAN HARRY', city: 'Waterloo', postalCode: 'N1N 1N1', country: 'CA' },
      lines: [
        { line: '1', sku: '13358A', ordered: 16, picked: 16, packed: 16 },
        { line: '2', sku: '2564A', ordered: 6, packed: 6 },
      ],
    });
  });

  test('a broken header takes its own lines with it, and no others', () => {
    const result = dsfx(
      '"PH","1","PO', '"PD","1","1","A","1"', header('2'), '"PD","2","1","B","1"', '"XX","?"',
      header('2'), '"PD","2","2","C","1"');
    expect(result.consignments.map((one) => one.reference)).toEqual(['2']);
    expect(result.consignments[0]?.snapshot.lines).toHaveLength(1);
    expect(result.mistakes.map((one) => one.line)).toEqual([1, 2, 5, 6, 7]);
  });
});
