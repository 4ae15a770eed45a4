import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { syncPath } from './disk.ts';
import type { Applied } from './migrate.ts';
import { StoreRefusal } from './refusal.ts';

/**
 * A backup is one gzip file of lines, the same for both sizes of the store:
 *
 *     {"gatepass":"backup","format":1,"migrations":[{"name":"0001-first.sql","sha256":"…"}]}
 *     {"table":"dossier","columns":["order_id","facts"]}
 *     ["ord_1","{\"lines\": []}"]
 *     {"sequence":"intent_intent_id_seq","at":"12","isCalled":true}
 *     {"end":true,"rows":1}
 *
 * Every value is the text that PostgreSQL prints, or null. Without its last line it is cut off.
 */
export type Header = { readonly migrations: readonly Applied[] };

type SequenceAt = { readonly name: string; readonly at: string; readonly isCalled: boolean };

export type BackupLine =
  | { readonly is: 'table'; readonly table: string; readonly columns: readonly string[] }
  /** Kept as text: it goes to PostgreSQL as it is. */
  | { readonly is: 'row'; readonly text: string }
  | ({ readonly is: 'sequence' } & SequenceAt)
  | { readonly is: 'end'; readonly rows: number };

const format = 1;
/** A line is one row; a row above this is nothing that Gatepass writes. */
const longestLine = 256 * 1024 * 1024;
const pieceLength = 64 * 1024;

export const headerLine = ({ migrations }: Header): string =>
  JSON.stringify({ gatepass: 'backup', format, migrations });

export const renderLine = (line: BackupLine): string => {
  switch (line.is) {
    case 'row':
      return line.text;
    case 'table':
      return JSON.stringify({ table: line.table, columns: line.columns });
    case 'sequence':
      return JSON.stringify({ sequence: line.name, at: line.at, isCalled: line.isCalled });
    case 'end':
      return JSON.stringify({ end: true, rows: line.rows });
  }
};

/** Writes lines to a file that appears only when it is whole and on disk. Private to its owner. */
export const writeLines = async (file: string, lines: AsyncIterable<string>): Promise<void> => {
  if (existsSync(file)) {
    throw new StoreRefusal(`${file} is already there. Name a new file; nothing was changed.`);
  }
  const aside = `${file}.part-${process.pid}`;
  try {
    await pipeline(
      Readable.from(inPieces(lines), { highWaterMark: 2 }),
      createGzip(),
      createWriteStream(aside, { mode: 0o600, flush: true }),
    );
    renameSync(aside, file);
    // The name must be on disk too, or the file is lost with the power.
    syncPath(dirname(file));
  } catch (problem) {
    rmSync(aside, { force: true });
    throw problem;
  }
};

/** In pieces: gzip takes every piece through a thread, which costs more than a line does. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** Reads the whole file once, so that nothing is begun with one that is cut off or not ours. */
export const inspectBackup = async (file: string): Promise<Header & { rows: number }> => {
  const { header, lines } = await openBackup(file);
  let rows = 0;
  let end: number | null = null;
  for await (const line of lines) {
    if (end !== null) throw foreign(file);
    if (line.is === 'row') rows += 1;
    if (line.is === 'end') end = line.rows;
  }
  if (end === null || end !== rows) throw cutOff(file);
  return { ...header, rows };
};

export const openBackup = async (
  file: string,
): Promise<{ header: Header; lines: AsyncGenerator<BackupLine> }> => {
  if (!existsSync(file)) throw new StoreRefusal(`There is no file ${file}.`);
  const texts = readTexts(file);
  const first = await texts.next();
  if (first.done === true) throw cutOff(file);
  const header = readHeader(file, first.value);
  async function* rest(): AsyncGenerator<BackupLine> {
    for await (const text of texts) yield readLine(file, text);
  }
  return { header, lines: rest() };
};

async function* readTexts(file: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const source = createReadStream(file);
  source.on('error', (problem) => gunzip.destroy(problem));
  let kept: Buffer[] = [];
  let keptLength = 0;
  try {
    for await (const piece of source.pipe(gunzip)) {
      // Node's streams of bytes give Buffers; their types say `any`.
      let chunk = piece as Buffer;
      for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10)) {
        yield Buffer.concat([...kept, chunk.subarray(0, end)]).toString('utf8');
        kept = [];
        keptLength = 0;
        chunk = chunk.subarray(end + 1);
      }
      kept.push(chunk);
      keptLength += chunk.length;
      if (keptLength > longestLine) throw foreign(file);
    }
  } catch (problem) {
    throw unreadable(file, problem);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
  if (keptLength > 0) throw cutOff(file);
}

const readHeader = (file: string, text: string): Header => {
  const read = parse(file, text);
  if (read['gatepass'] !== 'backup' || !Array.isArray(read['migrations'])) throw foreign(file);
  if (read['format'] !== format) {
    throw new StoreRefusal(
      `${basename(file)} is a backup in a form that this Gatepass does not know ` +
        `(${String(read['format'])}); it was made by a newer one. Restore it with that version.`,
    );
  }
  // The sums that are in it are compared with the program's own before anything is believed.
  return { migrations: read['migrations'] as Applied[] };
};

const readLine = (file: string, text: string): BackupLine => {
  if (text.startsWith('[')) return { is: 'row', text };
  const read = parse(file, text);
  const { table, columns, sequence, at, end, rows, isCalled } = read;
  if (typeof table === 'string' && Array.isArray(columns)) {
    return { is: 'table', table, columns: columns.map(String) };
  }
  if (typeof sequence === 'string') {
    return { is: 'sequence', name: sequence, at: String(at), isCalled: isCalled === true };
  }
  if (end === true && typeof rows === 'number') return { is: 'end', rows };
  throw foreign(file);
};

const parse = (file: string, text: string): Record<string, unknown> => {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null) return { ...read };
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
  }
  throw foreign(file);
};

const unreadable = (file: string, problem: unknown): unknown => {
  const code = problem instanceof Error && 'code' in problem ? problem.code : null;
  // zlib: the input ended early; any other complaint of it means that this was no gzip of ours.
  if (code === 'Z_BUF_ERROR') return cutOff(file);
  return typeof code === 'string' && code.startsWith('Z_') ? foreign(file) : problem;
};

const cutOff = (file: string): StoreRefusal =>
  new StoreRefusal(
    `${basename(file)} is cut off: its end is missing, so rows would be too. ` +
    'Nothing was changed. ' +
      'Copy the file again from where it was made, or use another backup.',
  );

const foreign = (file: string): StoreRefusal =>
  new StoreRefusal(`${basename(file)} is not a backup made by Gatepass. Nothing was changed.`);
