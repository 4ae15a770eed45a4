import { meShape, problemShape, readyShape } from '../../api/shapes.ts';
import { ask, keyNotKnown, notGatepass, refusalInWords, send, understood } from '../ask.ts';
import { Ending, exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Paper } from '../paper.ts';
import { serverClock } from '../server-clock.ts';
import { isReadableOnTheWay, type Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';
import { connectionFindings } from './connections.ts';
import { findingLines, isWell, type Finding } from './finding.ts';
import { planFindings } from './plans.ts';
import { clockFinding, nodeFinding } from './this-machine.ts';

export type DoctorCall = { readonly isJson: boolean };

/** Says what is well, what is wrong and what to do, from here to every connection and back. */
export async function doctor(
  { isJson }: DoctorCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const findings: Finding[] = [];
  const found = (...more: readonly Finding[]) => {
    findings.push(...more);
    if (!isJson) paper.write(...more.flatMap(findingLines));
  };
  found(nodeFinding(surroundings));
  const isReached = await examine(server, surroundings, found);
  if (isJson) surroundings.out(jsonText({ isWell: isWell(findings), findings }));
  else paper.write('', { text: verdictOn(findings), look: 'strong' });
  if (!isReached) return exitCode.notReached;
  return isWell(findings) ? exitCode.done : exitCode.no;
}

/** Each step is worth taking only when the one before answered. Returns whether Gatepass did. */
async function examine(
  server: Server, surroundings: Surroundings, found: (...more: readonly Finding[]) => void,
): Promise<boolean> {
  try {
    found(...await serverFindings(server, surroundings));
    const who = await keyFinding(server, surroundings);
    found(who);
    if (who.is === 'well') {
      found(...await connectionFindings(server, surroundings));
      found(...await planFindings(server, surroundings));
    }
    return true;
  } catch (refusal) {
    if (!(refusal instanceof Ending)) throw refusal;
    found({ about: 'Server', is: 'wrong', sentences: refusal.lines });
    return refusal.code !== exitCode.notReached;
  }
}

async function serverFindings(
  server: Server, surroundings: Surroundings,
): Promise<readonly Finding[]> {
  const { now = Date.now } = surroundings;
  const sentAt = now();
  const reply = await send(server, { method: 'GET', path: '/readyz' }, surroundings.fetch);
  const answeredAt = now();
  if (reply.status === 404) throw notGatepass(server, reply.status, reply.headers);
  const { wallClock } = serverClock(reply.headers, surroundings);
  return [
    readiness(server, reply.status, reply.text),
    ...storeFindings(reply.text),
    clockFinding({ sentAt, answeredAt }, wallClock),
    ...(isReadableOnTheWay(server.url) ? [unencrypted(server)] : []),
  ];
}

function readiness(server: Server, status: number, text: string): Finding {
  const about = 'Server';
  if (status === 200) {
    return { about, is: 'well', sentences: [`Gatepass is ready at ${server.shown}.`] };
  }
  const reason = problemShape.safeParse(jsonOrNull(text)).data?.detail;
  return {
    about,
    is: 'wrong',
    sentences: [
      `Gatepass answers at ${server.shown} and is not ready (${String(status)}).`,
      reason ?? 'Right after a start that is normal for some seconds; later, its log says why.',
    ],
  };
}

/** What may be lost with the server of the database; an older Gatepass does not say. */
function storeFindings(text: string): readonly Finding[] {
  const sentences = readyShape.pick({ watch: true }).safeParse(jsonOrNull(text)).data?.watch ?? [];
  return sentences.length === 0 ? [] : [{ about: 'Store', is: 'watch', sentences }];
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (refusal) {
    if (refusal instanceof SyntaxError) return null;
    throw refusal;
  }
}

const unencrypted = (server: Server): Finding => ({
  about: 'Way there',
  is: 'watch',
  sentences: [
    `${server.shown} is not encrypted: the key can be read on the way there.`,
    'Put Gatepass behind https when others share that network.',
  ],
});

async function keyFinding(server: Server, surroundings: Surroundings): Promise<Finding> {
  const about = 'Key';
  const answer = await ask(server, { method: 'GET', path: '/v1/me' }, surroundings);
  if (answer.is === 'refused') {
    const sentences = answer.status === 401
      ? keyNotKnown(server)
      : refusalInWords(server, answer).lines;
    return { about, is: 'wrong', sentences };
  }
  const { name, role } = understood(server, answer.document, meShape);
  const from = server.key.is === 'key' ? ` The key came from ${server.key.from}.` : '';
  return { about, is: 'well', sentences: [`you are ${name}, with the role ${role}.${from}`] };
}

function verdictOn(findings: readonly Finding[]): string {
  const count = findings.filter((one) => !isWell([one])).length;
  if (count === 0) return 'All is well.';
  return count === 1 ? 'One thing needs you.' : `${String(count)} things need you.`;
}
