import { instant, renderInstant } from '../core/model/instant.ts';
import { inWords, shelfAddress } from '../loop/shelf/calls-in-words.ts';
import { openShelf } from '../loop/shelf/open.ts';
import type { Surroundings } from '../loop/surroundings.ts';
import type { Tx } from '../store/database.ts';
import { readShelfCalls } from '../store/shelf.ts';
import type { ConnectionView } from './shapes.ts';

/** How ShipStation has called for orders; null where its settings ask for no Custom Store. */
export const viewCustomStore = async (
  tx: Tx,
  surroundings: Surroundings,
  connection: string,
): Promise<ConnectionView['customStore']> => {
  if (await openShelf(tx, surroundings, connection) === null) return null;
  const calls = await readShelfCalls(tx, connection);
  const address = shelfAddress(surroundings, connection);
  const { sentences, watch } = inWords(calls, address);
  const time = (at: number | null): string | null =>
    at === null ? null : renderInstant(instant(at));
  return {
    address,
    fetchedAt: time(calls.fetchedAt), fetchAnswer: calls.fetchAnswer,
    noticedAt: time(calls.noticedAt), noticeAnswer: calls.noticeAnswer,
    refusedAt: time(calls.refusedAt), refused: calls.refused,
    sentences: [...sentences, ...watch],
  };
};
