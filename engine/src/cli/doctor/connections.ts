import { connectionShape, listOf, probeShape, type ConnectionView } from '../../api/shapes.ts';
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
      sentences: [connection.sentence, 'It could not be tried now.', ...lines],
    };
  }
  const probe = understood(server, answer.document, probeShape);
  return {
    about,
    is: probe.isWell && connection.state !== 'troubled' ? 'well' : 'wrong',
    sentences: [connection.sentence, ...probe.sentences],
  };
}

function aboutOf({ name, connector, mode }: ConnectionView): string {
  return `${name} (${connector}${mode === 'shadow' ? ', shadow: looks and writes nothing' : ''})`;
}
