import { auditEntryShape, listOf, type AuditEntryView } from '../../api/shapes.ts';
import { demand } from '../ask.ts';
import { exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Line, type Paper } from '../paper.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';

export type AuditCall = {
  readonly filter: Readonly<Record<string, string>>;
  readonly limit: string;
  readonly isJson: boolean;
};

/** Shows who changed what, newest first. */
export async function audit(
  { filter, limit, isJson }: AuditCall,
  server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const { value, document } = await demand(server, {
    method: 'GET', path: '/v1/audit', query: { ...filter, limit },
  }, listOf(auditEntryShape), surroundings);
  if (isJson) {
    surroundings.out(jsonText(document));
    return exitCode.done;
  }
  if (value.items.length === 0) paper.write('Nobody changed anything of that kind.');
  paper.write(...value.items.flatMap(linesOf));
  if (value.next !== null) paper.write('There is more: --limit, or --until the time of the last.');
  return exitCode.done;
}

const linesOf = (
  { at, who, role, key, summary, target, operation, from }: AuditEntryView,
): readonly Line[] => [
  { text: `${at}  ${who} (${role}, ${key ?? 'a session without a key'})`, look: 'strong' },
  { text: `${summary}.`.replace(/\.\.$/, '.'), indent: 2 },
  { text: `${operation}, ${target}, from ${from}`, indent: 2, look: 'faint' },
];
