import { keyMadeShape, keyShape, listOf, type KeyView } from '../../api/shapes.ts';
import { demand } from '../ask.ts';
import { Ending, exitCode, type ExitCode } from '../ending.ts';
import { jsonText, visible, type Line, type Paper } from '../paper.ts';
import { isReadableOnTheWay, type Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';

export type KeyCall = { readonly isJson: boolean } & (
  | { readonly do: 'list'; readonly isWhole: boolean }
  | { readonly do: 'make'; readonly name: string | null; readonly role: string | null;
      readonly warehouses: readonly string[]; readonly channels: readonly string[];
      readonly expires: string | null }
  | { readonly do: 'rotate'; readonly named: string; readonly oldUntil: string | null }
  | { readonly do: 'revoke'; readonly named: string; readonly isMeant: boolean }
);

type Made = KeyView & { readonly key: string };

/** Makes, shows, rotates or revokes keys. The key itself is printed once, and kept nowhere here. */
export async function key(
  call: KeyCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  switch (call.do) {
    case 'list': return list(call, server, surroundings, paper);
    case 'make': return make(call, server, surroundings, paper);
    case 'rotate': return rotate(call, server, surroundings, paper);
    case 'revoke': return revoke(call, server, surroundings, paper);
    default: return call satisfies never;
  }
}

type Of<What extends KeyCall['do']> = Extract<KeyCall, { readonly do: What }>;

async function list(
  { isWhole, isJson }: Of<'list'>, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const { value, document } = await readKeys(server, surroundings);
  if (isJson) {
    surroundings.out(jsonText(document));
    return exitCode.done;
  }
  const isOver = ({ state }: KeyView): boolean => state === 'expired' || state === 'revoked';
  const shown = value.items.filter((one) => isWhole || !isOver(one));
  paper.write(...shown.flatMap(linesOf));
  const hidden = value.items.length - shown.length;
  if (hidden > 0) paper.write(`${String(hidden)} more that are over: gatepass key list --all.`);
  return exitCode.done;
}

const linesOf = (one: KeyView): readonly Line[] => [
  { text: one.name, look: 'strong' },
  { text: one.sentence, indent: 2 },
  { text: [
    one.id,
    ...(one.startsWith === null ? [] : [`begins with ${one.startsWith}…`]),
    ...(one.createdBy === null ? [] : [`made by ${one.createdBy} on ${one.createdAt}`]),
    one.lastUsedAt === null ? 'never used' : `last used ${one.lastUsedAt}`,
  ].join(', '), indent: 2, look: 'faint' },
];

const readKeys = (server: Server, surroundings: Surroundings) =>
  demand(server, { method: 'GET', path: '/v1/keys' }, listOf(keyShape), surroundings);

async function make(
  call: Of<'make'>, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const { warehouses, channels, expires: expiresAt } = call;
  const name = call.name ?? await asked('What is it to be called, such as "Leicester WMS"?',
    '--name', surroundings);
  const role = call.role ?? await asked(
    'Which role: warehouse, channel, reader, operator or admin?', '--role', surroundings);
  const { value, document } = await demand(server, {
    method: 'POST', path: '/v1/keys', body: { name, role, warehouses, channels, expiresAt },
  }, keyMadeShape, surroundings);
  if (call.isJson) surroundings.out(jsonText(document));
  else tellOnce(value, server, paper);
  return exitCode.done;
}

function tellOnce(made: Made, server: Server, paper: Paper): void {
  paper.write(
    made.sentence, 'The key, which is shown this once and can be read nowhere later:', '',
    { text: made.key, look: 'strong', indent: 2 }, '',
    'Whoever calls sends it as the header Authorization: Bearer <key>.');
  if (isReadableOnTheWay(server.url)) {
    paper.write(`It came over plain HTTP from ${server.shown}: others on the way can have read ` +
      'it. Give Gatepass HTTPS, and rotate this key.');
  }
}

async function asked(
  question: string, flag: string, { askPerson }: Surroundings,
): Promise<string> {
  const answer = await askPerson?.(`${question} `);
  const text = answer?.trim() ?? '';
  if (text !== '') return text;
  throw new Ending(exitCode.notUnderstood, [
    `${flag} is missing, and nobody answered. Nothing was made.`,
  ]);
}

async function rotate(
  { named, oldUntil, isJson }: Of<'rotate'>,
  server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const old = await findKey(named, server, surroundings);
  const { value, document } = await demand(server, {
    method: 'POST', path: `/v1/keys/${old.id}/rotate`, body: { oldUntil },
  }, keyMadeShape, surroundings);
  if (isJson) {
    surroundings.out(jsonText(document));
    return exitCode.done;
  }
  tellOnce(value, server, paper);
  const until = (await findKey(old.id, server, surroundings)).expiresAt;
  paper.write(`The old one (${old.id}) goes on until ${until ?? 'it is revoked'}; gatepass key ` +
    'list shows whether it is still used.');
  return exitCode.done;
}

async function revoke(
  { named, isMeant, isJson }: Of<'revoke'>,
  server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const one = await findKey(named, server, surroundings);
  if (!isMeant) await askWhetherMeant(one, surroundings);
  const { value, document } = await demand(
    server, { method: 'DELETE', path: `/v1/keys/${one.id}` }, keyShape, surroundings);
  if (isJson) surroundings.out(jsonText(document));
  else paper.write(value.sentence);
  return exitCode.done;
}

async function askWhetherMeant(
  { name, id, lastUsedAt }: KeyView, { askPerson }: Surroundings,
): Promise<void> {
  if (askPerson === undefined) {
    throw new Ending(exitCode.notUnderstood, [
      `${name} (${id}) was not revoked: nobody is there to be asked. Say --yes if it is meant.`,
    ]);
  }
  const used = lastUsedAt === null ? 'was never used' : `was last used ${lastUsedAt}`;
  const answer = await askPerson(visible(`${name} ${used}. Revoke it at once? (y/n) `));
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new Ending(exitCode.no, [`${name} goes on.`]);
}

/** By id, or by a name that one key in force has. */
async function findKey(
  named: string, server: Server, surroundings: Surroundings,
): Promise<KeyView> {
  const { value: { items } } = await readKeys(server, surroundings);
  const byId = items.find((one) => one.id === named);
  if (byId !== undefined) return byId;
  const called = items.filter((one) => one.name === named);
  const open = called.filter((one) => one.state === 'in-force');
  const [found, ...more] = open.length > 0 ? open : called;
  if (found === undefined) {
    throw new Ending(exitCode.no, [
      `There is no key called ${named}. gatepass key list shows which there are.`,
    ]);
  }
  if (more.length === 0) return found;
  throw new Ending(exitCode.notUnderstood, [
    `Several keys are called ${named}. Say which by its id:`,
    ...[found, ...more].map((one) => `${one.id}: ${one.sentence}`),
  ]);
}
