import { listOf, personLinkShape, personShape, type PersonView } from '../../api/shapes.ts';
import { demand, type Question } from '../ask.ts';
import { Ending, exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Line, type Paper } from '../paper.ts';
import { isReadableOnTheWay, type Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';

export type PersonCall = { readonly isJson: boolean } & (
  | { readonly do: 'list' }
  | { readonly do: 'add'; readonly name: string; readonly email: string; readonly role: string }
  | { readonly do: 'link' | 'off' | 'on'; readonly named: string }
  | { readonly do: 'role'; readonly named: string; readonly role: string }
);

type Ground = {
  readonly server: Server; readonly surroundings: Surroundings; readonly paper: Paper;
};

/** Shows people, invites them, gives them links and roles, shuts them out and lets them in. */
export async function person(
  call: PersonCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const ground = { server, surroundings, paper };
  switch (call.do) {
    case 'list':
      return list(call.isJson, ground);
    case 'add': {
      const { name, email, role } = call;
      return tellLink(
        { method: 'POST', path: '/v1/people', body: { name, email, role } }, call.isJson, ground);
    }
    case 'link': {
      const { id } = await findPerson(call.named, ground);
      return tellLink({ method: 'POST', path: `/v1/people/${id}/link` }, call.isJson, ground);
    }
    case 'role':
      return change(call, 'role', { role: call.role }, ground);
    case 'off':
      return change(call, 'deactivate', undefined, ground);
    case 'on':
      return change(call, 'reactivate', undefined, ground);
    default:
      return call satisfies never;
  }
}

async function list(isJson: boolean, ground: Ground): Promise<ExitCode> {
  const { value, document } = await readPeople(ground);
  if (isJson) ground.surroundings.out(jsonText(document));
  else if (value.items.length === 0) {
    ground.paper.write('Nobody was invited yet. gatepass person add does it.');
  } else ground.paper.write(...value.items.flatMap(linesOf));
  return exitCode.done;
}

const linesOf = (one: PersonView): readonly Line[] => [
  { text: one.name, look: 'strong' },
  { text: one.sentence, indent: 2 },
  { text: [
    one.id, one.email ?? 'no e-mail address yet',
    one.hasPassword ? 'has a password' : 'has no password',
    ...(one.isAtProvider ? ['comes in by the provider'] : []),
    one.lastSignInAt === null ? 'not signed in' : `last signed in ${one.lastSignInAt}`,
  ].join(', '), indent: 2, look: 'faint' },
];

const readPeople = ({ server, surroundings }: Ground) =>
  demand(server, { method: 'GET', path: '/v1/people' }, listOf(personShape), surroundings);

async function tellLink(
  question: Question, isJson: boolean, { server, surroundings, paper }: Ground,
): Promise<ExitCode> {
  const { value, document } = await demand(server, question, personLinkShape, surroundings);
  if (isJson) {
    surroundings.out(jsonText(document));
    return exitCode.done;
  }
  paper.write(
    value.person.sentence,
    `The link for ${value.person.name}, which is shown this once and works once, until ` +
      `${value.expiresAt}:`, '',
    { text: value.link, look: 'strong', indent: 2 });
  if (isReadableOnTheWay(server.url)) {
    paper.write('', `It came over plain HTTP from ${server.shown}: others on the way can have ` +
      'read it. Give Gatepass HTTPS.');
  }
  return exitCode.done;
}

async function change(
  { named, isJson }: { readonly named: string; readonly isJson: boolean },
  what: 'role' | 'deactivate' | 'reactivate',
  body: object | undefined,
  ground: Ground,
): Promise<ExitCode> {
  const { server, surroundings, paper } = ground;
  const { id } = await findPerson(named, ground);
  const { value, document } = await demand(server, {
    method: 'POST', path: `/v1/people/${id}/${what}`, ...(body === undefined ? {} : { body }),
  }, personShape, surroundings);
  if (isJson) surroundings.out(jsonText(document));
  else paper.write(value.sentence);
  return exitCode.done;
}

/** By id, by address, or by a name that one person has. */
async function findPerson(named: string, ground: Ground): Promise<PersonView> {
  const { value: { items } } = await readPeople(ground);
  const exact = items.find((one) => one.id === named || one.email === named.toLowerCase());
  if (exact !== undefined) return exact;
  const [found, ...more] = items.filter((one) => one.name === named);
  if (found === undefined) {
    throw new Ending(exitCode.no, [
      `There is nobody called ${named}. gatepass person list shows who there is.`,
    ]);
  }
  if (more.length === 0) return found;
  throw new Ending(exitCode.notUnderstood, [
    `Several people are called ${named}. Say which by their id:`,
    ...[found, ...more].map((one) => `${one.id}: ${one.sentence}`),
  ]);
}
