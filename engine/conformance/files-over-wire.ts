/**
 * The way to files, played by the stand-in wire, so that a connector that goes by files is tried
 * with the same misbehaviours as the others: each deed is one request, and each answer becomes what
 * such a server would do. The credentials of a place go where those of a call do, into a header.
 */
import { createHash } from 'node:crypto';
import type {
  FileAnswer, FileEntry, FileRequest, Files, FilesClosed,
} from '../src/contract/files.ts';
import type { Wire, WireAnswer, WireRequest } from '../src/contract/wire.ts';

const methods = {
  list: 'GET', read: 'GET', write: 'PUT', move: 'POST', remove: 'DELETE',
} as const;

export const filesOver = (wire: Wire): Files => ({
  async request(request) {
    const answer = await wire.request(asked(request));
    return answer.is === 'answer' ? heard(request, answer) : closed('silence', answer.reason);
  },
  taken: () => Promise.resolve(new Map()),
});

const asked = (request: FileRequest): WireRequest => {
  const { place, purpose, timeoutMilliseconds } = request;
  const folder = request.do === 'list' ? request.folder : request.path.folder;
  const name = request.do === 'list' ? '' : encodeURIComponent(request.path.name);
  return {
    method: methods[request.do], url: `https://files.example/${folder}/${name}`,
    headers: { place: JSON.stringify(place) }, purpose, timeoutMilliseconds,
    body: request.do === 'write' ? JSON.stringify(cellsOf(request.bytes)) : null,
  };
};

const closed = (why: FilesClosed['why'], text: string): FilesClosed =>
  ({ is: 'closed', why, text });

const heard = (
  request: FileRequest, { status, body }: Extract<WireAnswer, { is: 'answer' }>,
): FileAnswer => {
  if (status === 401) return closed('unauthorised', body || 'the login was refused');
  if (status === 402 || status === 403) return closed('refused', body || 'no right to do this');
  if (status >= 500 || status === 408 || status === 429) return closed('silence', body || 'failed');
  if (status >= 300) return closed('refused', body || 'there is no such folder');
  if (request.do === 'list') return listingOf(body);
  if (request.do !== 'read') return readDone(body);
  const bytes = new TextEncoder().encode(body);
  return { is: 'content', bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch (refusal) {
    if (refusal instanceof SyntaxError) return null;
    throw refusal;
  }
};

const readDone = (body: string): FileAnswer => {
  const value = parsed(body);
  return typeof value === 'object' && value !== null && 'is' in value && value.is === 'done'
    ? { is: 'done' } : closed('silence', 'the server broke off');
};

const listingOf = (body: string): FileAnswer => {
  const value = parsed(body);
  return typeof value === 'object' && value !== null && 'files' in value &&
    Array.isArray(value.files)
    // What the kit lists is its own.
    ? { is: 'listing', files: value.files as readonly FileEntry[] }
    : closed('silence', 'the server broke off');
};

/** What a reader of RFC 4180 makes of a file: not by the connector's own code. */
export const cellsOf = (bytes: Uint8Array): readonly (readonly string[])[] =>
  new TextDecoder().decode(bytes).split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .filter((line) => line !== '')
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)]
      .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''));
