import type { Files, FileAnswer } from '../../contract/files.ts';
import { logAnswer, logCall } from '../../store/calls.ts';
import type { Tx } from '../../store/database.ts';
import { readTaken } from '../../store/taken.ts';
import type { Surroundings } from '../surroundings.ts';
import { closed } from './names.ts';
import { noWays } from './open.ts';

/**
 * The way to files as one connection sees it: every deed is logged before it is done, and asked
 * for anew, as calls on the wire are. Who no longer holds the connection moves no file.
 */
export const countedFiles = (
  { database, wireNow, limitNow, files = noWays }:
    Pick<Surroundings, 'database' | 'wireNow' | 'limitNow' | 'files'>,
  connection: string,
  mayLeave: (tx: Tx) => Promise<boolean>,
): Files => ({
  async request(request) {
    const startedAt = wireNow();
    const call = await database.transaction(async (tx) =>
      (await mayLeave(tx))
        ? logCall(tx, { connection, purpose: request.purpose, startedAt: limitNow() }) : null);
    if (call === null) {
      return closed('silence', 'another process of Gatepass holds this connection by now');
    }
    const answer = await files.request(request);
    await database.transaction((tx) =>
      logAnswer(tx, call, wireNow() - startedAt, resultOf(answer)));
    return answer;
  },
  taken: (marks) => database.transaction((tx) => readTaken(tx, connection, marks)),
});

const resultOf = (answer: FileAnswer): string =>
  (answer.is === 'closed' ? `${answer.why}: ${answer.text}`.slice(0, 200) : answer.is);
