import { connectionShape, listOf, sweepAskedShape } from '../api/shapes.ts';
import { demand } from './ask.ts';
import { exitCode, type ExitCode } from './ending.ts';
import { jsonText, type Paper } from './paper.ts';
import type { Server } from './server.ts';
import type { Surroundings } from './surroundings.ts';

/** Without a name: every connection that can be swept. */
export type SweepCall = { readonly connection: string | null; readonly isJson: boolean };

/** Asks for a count of the open orders there against those here, ahead of its time. */
export async function sweep(
  { connection, isJson }: SweepCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const names = connection === null ? await sweepable(server, surroundings) : [connection];
  const documents: unknown[] = [];
  for (const name of names) {
    const path = `/v1/connections/${encodeURIComponent(name)}/sweep`;
    const { value, document } = await demand(
      server, { method: 'POST', path }, sweepAskedShape, surroundings);
    documents.push(document);
    if (!isJson) paper.write(`${value.connection}: ${value.sentence}`);
  }
  if (isJson) surroundings.out(jsonText(documents));
  else if (names.length === 0) paper.write('No connection has open orders that can be counted.');
  return exitCode.done;
}

/** Far more than one merchant has accounts. */
const connectionsAtMost = '500';

async function sweepable(server: Server, surroundings: Surroundings): Promise<readonly string[]> {
  const query = { limit: connectionsAtMost };
  const { value } = await demand(
    server, { method: 'GET', path: '/v1/connections', query }, listOf(connectionShape),
    surroundings);
  return value.items.filter((one) => one.sweep !== null).map((one) => one.name);
}
