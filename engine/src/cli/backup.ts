import { refusalInWords, sendForFile } from './ask.ts';
import { Ending, exitCode, type ExitCode } from './ending.ts';
import type { Server } from './server.ts';
import type { Surroundings } from './surroundings.ts';
import { counted } from './words.ts';

export type BackupCall = { readonly file: string };

/** Fetches everything that the running Gatepass holds, as of one moment, into a new file. */
export async function backup(
  { file }: BackupCall, server: Server, surroundings: Surroundings,
): Promise<ExitCode> {
  const answer = await sendForFile(server, '/v1/backup', surroundings.fetch);
  if (answer.is === 'refused') throw refusalInWords(server, answer);
  const written = await surroundings.writeNewFile(file, answer.body);
  if (written.is === 'not-written') {
    throw new Ending(exitCode.notUnderstood, [written.words, 'There is no backup.']);
  }
  const rows = Number(answer.headers.get('gatepass-rows'));
  surroundings.out(`${file} holds ${counted(rows, 'row')} of Gatepass at ${server.shown}, as of ` +
    'one moment. It is as secret as the store. Keep secret.key of the data folder (or ' +
    'GATEPASS_SECRET_KEY) in another place: without it the stored secrets cannot be read.');
  return exitCode.done;
}
