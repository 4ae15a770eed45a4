/** Requests made from the API's own description, each with something odd about it. */
import { keyOf } from '../door.ts';
import type { Dice } from './dice.ts';
import { brokenText, mutated, type Words } from './mutate.ts';
import { dates, memberNames, numbers, texts } from './values.ts';

export type Operation = {
  readonly method: string;
  readonly path: string;
  readonly places: Readonly<Record<string, string>>;
  readonly queries: Readonly<Record<string, string>>;
  readonly body: unknown;
};

export type Input = {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer | null;
};

/** What a run has learnt of the store: names that are really there. */
export type Known = { readonly words: Words; readonly ids: string[] };

export const inputFrom = (dice: Dice, operation: Operation, known: Known): Input => {
  const { method, path } = operation;
  // Whatever is wrong is wrong in one or two places, so that the rest goes deep.
  const oddAt = dice.below(operation.body === undefined ? 4 : 8);
  const name = `${method} ${path}`;
  return {
    operation: name,
    method: oddAt === 3 && dice.once(6)
      ? dice.pick(['HEAD', 'OPTIONS', 'PATCH', 'DELETE', 'TRACE', 'PUT', 'POST', 'GET']) : method,
    url: urlOf(dice, operation, known, oddAt === 0, oddAt === 1 || dice.once(4)),
    headers: headersOf(dice, operation, oddAt === 2),
    payload: operation.body === undefined
      ? (dice.once(20) ? dice.pick(['{}', 'null', '[]', 'x']) : null)
      : payloadOf(dice, operation.body, known),
  };
};

const urlOf = (
  dice: Dice, { path, places, queries }: Operation, known: Known,
  isOddPath: boolean, isOddQuery: boolean,
): string => {
  const names = Object.keys(places);
  const odd = isOddPath ? dice.any(names) : null;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const usual = places[name] ?? 'x';
    if (name === odd) return oddStep(dice);
    return encodeURIComponent(
      name === 'reference' ? `${usual}-${String(dice.below(40))}`
        : dice.once(2) ? usual : sameKind(dice, usual, known));
  });
  const shaped = isOddPath && dice.once(8)
    ? dice.pick([`${address}/`, `/${address}`, address.toUpperCase(), `${address}/../..`,
        `${address}%2f..`, `${address};a=b`, address.replace('/v1', '/v1/.'), `${address}#x`])
    : address;
  const query = queryOf(dice, queries, isOddQuery);
  return query === '' ? shaped : `${shaped}?${query}`;
};

/** Another thing of the store under an id that begins alike; else the usual one. */
const sameKind = (dice: Dice, usual: string, { ids }: Known): string => {
  const prefix = /^[a-z]{3}_/.exec(usual)?.[0];
  if (prefix === undefined) return usual;
  return dice.any(ids.filter((one) => one.startsWith(prefix))) ?? usual;
};

const oddStep = (dice: Dice): string => {
  const text = dice.pick(texts).toWellFormed().slice(0, dice.once(10) ? 9_000 : 300);
  return dice.once(4)
    ? dice.pick(['..', '.', '%', '%zz', '%2e%2e', '%2f', '%00', '%c0%ae', '%ff', '%ed%a0%80',
        '..%2f..%2fetc%2fpasswd', '%5c', '*', '%252e', '+', '~', '%20', '%0d%0aX:1', '%u0041'])
    : encodeURIComponent(text.replace(/[\ud800-\udbff]$/, ''));
};

const queryOf = (
  dice: Dice, queries: Readonly<Record<string, string>>, isOdd: boolean,
): string => {
  const names = Object.keys(queries);
  const asked = names.filter(() => dice.once(4));
  const odd = isOdd ? dice.any(names) : null;
  const parts = [...new Set([...asked, ...(odd === null ? [] : [odd])])].flatMap((name) => {
    const value = name === odd ? oddQuery(dice) : queries[name] ?? '';
    const safe = withoutWaiting(name, value);
    return dice.once(20) ? [`${name}=${safe}`, `${name}=${safe}`] : [`${name}=${safe}`];
  });
  if (isOdd && dice.once(3)) {
    parts.push(dice.pick(['__proto__=1', 'constructor[prototype][x]=1', 'limit[]=1', 'after[]=x',
      'x', '=', '&&', '%', '%zz=1', 'limit=1;after=2', `${dice.pick(memberNames).slice(0, 9)}=1`]
      .map((one) => one.toWellFormed()) as [string, ...string[]]));
  }
  return parts.join('&');
};

const oddQuery = (dice: Dice): string => {
  switch (dice.below(6)) {
    case 0: return String(dice.pick(numbers));
    case 1: return encodeURIComponent(dice.pick(dates));
    case 2: return cursor(dice);
    case 3: return dice.pick([
      '', '%', '%00', '%ff', '1,2', '0x10', '1e3', ' 1', '1 ', '١', '%2b1']);
    default: return encodeURIComponent(dice.pick(texts).toWellFormed().slice(0, 2_000));
  }
};

/** Cursors that are ours in form, and hold what no list of ours gave out. */
const cursor = (dice: Dice): string => {
  const place = [dice.pick([...numbers, ...texts]), dice.pick([...texts, ...numbers]), 'x'];
  const content = JSON.stringify(place.slice(0, 1 + dice.below(3)));
  return Buffer.from(dice.once(5) ? content.slice(1) : content).toString('base64url')
    .slice(0, 3_000);
};

/** Who may wait would wait for real; what waiting does is tested elsewhere. */
const withoutWaiting = (name: string, value: string): string =>
  name === 'wait' && Number(decodeURIComponent(value.replaceAll('%', '%25'))) > 0 ? '0' : value;

const payloadOf = (dice: Dice, body: unknown, known: Known): string | Buffer => {
  let value = withOtherNames(dice, body);
  const times = dice.pick([0, 0, 1, 1, 1, 3]);
  for (let time = 0; time < times; time += 1) value = mutated(dice, value, known.words);
  const text = (JSON.stringify(value) as string | undefined) ?? '';
  return dice.once(7) ? brokenText(dice, text) : text;
};

/** Several orders and several revisions of each: otherwise all would be about one. */
const withOtherNames = (dice: Dice, body: unknown): unknown => {
  const number = `SO-${String(dice.below(40))}`;
  const revision = dice.below(50);
  return JSON.parse(JSON.stringify(body)
    .replaceAll(/"orderNumber":"[^"]*"/g, `"orderNumber":"${number}"`)
    .replaceAll(/"revision":\d+/g, `"revision":${String(revision)}`)
    .replaceAll(/"dryRun":\w+/g, `"dryRun":${String(!dice.once(4))}`)) as unknown;
};

const types = [
  'application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-16',
  'APPLICATION/JSON', 'text/plain', 'text/html', 'application/xml', '', 'application', '/', ';',
  'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json, a/b',
  'application/problem+json', 'application/json; a="b', 'application/jsonx', '*/*', '__proto__',
] as const;

const headersOf = (
  dice: Dice, { body }: Operation, isOdd: boolean,
): Readonly<Record<string, string>> => {
  const usual: Record<string, string> = {
    authorization: `Bearer ${keyOf('admin')}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  if (!isOdd) return usual;
  const plain = printable(dice.pick(texts)).slice(0, 500);
  switch (dice.below(9)) {
    case 0: return { ...usual, 'content-type': dice.pick(types) };
    case 1: return { ...usual, authorization: dice.pick([
      '', 'Bearer', 'Bearer ', `Bearer ${plain}`, 'Basic YWJjOmRlZg==', plain,
      `Bearer ${keyOf('reader')}`, `Bearer ${keyOf('warehouse')}`, `Bearer ${'x'.repeat(501)}`]) };
    case 2: return { ...usual, 'idempotency-key': dice.pick([
      '', plain, 'k', 'k'.repeat(201), '__proto__', String(dice.below(9))]) };
    case 3: return { ...usual, 'content-encoding': dice.pick(['gzip', 'identity', '', plain]) };
    case 4: return { ...usual, accept: dice.pick(['', 'text/html', 'image/*;q=x', plain]) };
    case 5: return { ...usual, cookie: dice.pick([
      'gatepass_session=', `gatepass_session=${plain}`, ';;;', '=', plain]) };
    case 6: return { ...usual, 'sec-fetch-site': dice.pick(['cross-site', 'none', plain]) };
    case 7: return { ...usual, host: dice.pick(['', 'a b', '"><script>', '[::1', plain]) };
    default: return { ...usual, 'last-event-id': plain, range: 'bytes=0-', 'x-http-method': 'PUT',
      'x-forwarded-host': plain, 'if-none-match': plain, 'accept-version': plain };
  }
};

/** What node's own client lets into a header; the raw bytes have a test of their own. */
const printable = (text: string): string => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?');
