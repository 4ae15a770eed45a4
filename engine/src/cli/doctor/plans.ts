import { anyPlanShape, listOf } from '../../api/shapes.ts';
import { ask, understood } from '../ask.ts';
import { isOpen } from '../plan.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Finding } from './finding.ts';

/** What waits for a person: something that the guard stopped is wrong until somebody decides. */
export async function planFindings(
  server: Server, surroundings: Surroundings,
): Promise<readonly Finding[]> {
  const answer = await ask(server, { method: 'GET', path: '/v1/plans' }, surroundings);
  // A server of the version before knows none, and a key may not read them.
  if (answer.is === 'refused') return [];
  const { items } = understood(server, answer.document, listOf(anyPlanShape));
  return items.filter(isOpen).map((one): Finding => (one.kind === 'guard'
    ? {
        about: `Stopped on ${one.connection}`, is: 'wrong',
        sentences: [one.sentence, `gatepass plan ${one.id} shows what, and takes your decision.`],
      }
    : {
        about: `Going live, ${one.warehouse}`, is: 'watch',
        sentences: [one.sentence, `gatepass go-live ${one.warehouse} --status tells more.`],
      }));
}
