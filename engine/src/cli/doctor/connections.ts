import {
  connectionDetailShape, connectionShape, listOf, probeShape, type ConnectionView,
} from '../../api/shapes.ts';
import { ask, refusalInWords, understood } from '../ask.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Finding } from './finding.ts';

/** Far more than one merchant has accounts. */
const connectionsAtMost = '500';

/** One finding a connection: what Gatepass has seen of it, and what trying it now gave. */
export async function connectionFindings(
  server: Server, surroundings: Surroundings,
): Promise<readonly Finding[]> {
  const query = { limit: connectionsAtMost };
  const answer = await ask(server, { method: 'GET', path: '/v1/connections', query }, surroundings);
  if (answer.is === 'refused') {
    const { lines } = refusalInWords(server, answer);
    return [{ about: 'Connections', is: 'unknown', sentences: lines }];
  }
  const { items } = understood(server, answer.document, listOf(connectionShape));
  if (items.length === 0) return [noneYet];
  return Promise.all(items.map((one) => tried(one, server, surroundings)));
}

const noneYet: Finding = {
  about: 'Connections',
  is: 'watch',
  sentences: ['none is set up yet. Name them in a policy file and run gatepass apply FILE.'],
};

async function tried(
  connection: ConnectionView, server: Server, surroundings: Surroundings,
): Promise<Finding> {
  const about = aboutOf(connection);
  const path = `/v1/connections/${encodeURIComponent(connection.name)}/probe`;
  const answer = await ask(server, { method: 'POST', path }, surroundings);
  if (answer.is === 'refused') {
    const { lines } = refusalInWords(server, answer);
    return {
      about,
      is: connection.state === 'troubled' ? 'wrong' : 'unknown',
      sentences: [
        connection.sentence, ...connection.watch, 'It could not be tried now.', ...lines,
      ],
    };
  }
  const probe = understood(server, answer.document, probeShape);
  const paused = connection.paused.map((one) => `${one.what}: ${one.sentence}`);
  const isWell = probe.isWell && connection.state !== 'troubled';
  const toWatch = [...connection.watch, ...probe.watch];
  const isWorthWatching = toWatch.length > 0 || isAstray(connection);
  return {
    about,
    is: !isWell ? 'wrong' : isWorthWatching || paused.length > 0 ? 'watch' : 'well',
    sentences: [
      // What was well until now would contradict what was tried just now.
      ...(isWell || connection.state !== 'well' ? [connection.sentence] : []),
      ...paused, ...probe.sentences, ...asides(connection), ...toWatch,
      ...await knownOf(connection, server, surroundings),
    ],
  };
}

/** What was found out about the account and is gone by; nothing where nothing was. */
async function knownOf(
  { name }: ConnectionView, server: Server, surroundings: Surroundings,
): Promise<readonly string[]> {
  const path = `/v1/connections/${encodeURIComponent(name)}`;
  const answer = await ask(server, { method: 'GET', path }, surroundings);
  if (answer.is === 'refused') return [];
  const { traits } = understood(server, answer.document, connectionDetailShape);
  const [first] = traits;
  if (first === undefined) return [];
  const newest = traits.reduce((at, one) => (one.learntAt > at ? one.learntAt : at), '');
  const listed = traits.map((one) => `${one.name} ${one.value}`).join(', ');
  return [`Found out about this account by gatepass probe, last ${newest}, with the consent of ${
    [...new Set(traits.map((one) => one.consentedBy))].join(', ')}: ${listed}.`];
}

/** What is known of its webhooks, and what the newest count of open orders found. */
function asides({ hooks, sweep }: ConnectionView): readonly string[] {
  return [...(hooks === null ? [] : [hooks.sentence]), ...(sweep === null ? [] : [sweep.sentence])];
}

/** Webhooks that were wanted and do not come; orders there that nobody here knows. */
function isAstray({ hooks, sweep }: ConnectionView): boolean {
  return hooks?.state === 'missing' || hooks?.state === 'not-kept' ||
    (sweep?.state === 'done' && sweep.found.strays.length > 0);
}

function aboutOf({ name, connector, mode }: ConnectionView): string {
  return `${name} (${connector}${mode === 'shadow' ? ', shadow: looks and writes nothing' : ''})`;
}
