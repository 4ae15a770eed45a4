import { alertAddressShape, alertTriedShape, listOf } from '../api/shapes.ts';
import { demand } from './ask.ts';
import { exitCode, type ExitCode } from './ending.ts';
import { jsonText, type Paper } from './paper.ts';
import type { Server } from './server.ts';
import type { Surroundings } from './surroundings.ts';

/** Without an address: all of them. */
export type AlertsCall = {
  readonly does: 'show' | 'test';
  readonly address: string | null;
  readonly isJson: boolean;
};

/** Shows who is told of causes, or tries whether they hear it. */
export async function alerts(
  { does, address, isJson }: AlertsCall,
  server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const shown = await demand(
    server, { method: 'GET', path: '/v1/alerts' }, listOf(alertAddressShape), surroundings);
  const items = shown.value.items.filter(({ name }) => address === null || name === address);
  if (items.length === 0) {
    paper.write(address === null
      ? 'The policy names no address that is told of anything.'
      : `The policy names no address for alerts called ${address}.`);
    return address === null ? exitCode.done : exitCode.no;
  }
  if (does === 'show') {
    if (isJson) surroundings.out(jsonText(shown.document));
    else paper.write(...items.map(({ name, sentence }) => `${name}: ${sentence}`));
    return items.some(({ failing }) => failing !== null) ? exitCode.no : exitCode.done;
  }
  const documents: unknown[] = [];
  let isHeardByAll = true;
  for (const { name } of items) {
    const path = `/v1/alerts/${encodeURIComponent(name)}/test`;
    const { value, document } = await demand(
      server, { method: 'POST', path }, alertTriedShape, surroundings);
    documents.push(document);
    isHeardByAll &&= value.isHeard;
    if (!isJson) paper.write(`${name}: ${value.sentence}`);
  }
  if (isJson) surroundings.out(jsonText(documents));
  return isHeardByAll ? exitCode.done : exitCode.no;
}
