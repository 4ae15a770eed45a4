/** Answers the calls of whoever fetches orders from us, and remembers how they called. */
import type { ShelfRequest } from '../../contract/shelf.ts';
import { announce } from '../../store/announce.ts';
import type { Tx } from '../../store/database.ts';
import { noteShelfCall } from '../../store/shelf.ts';
import { saveHookCall } from '../../store/traffic.ts';
import { manifestFor } from '../manifest-for.ts';
import type { Surroundings } from '../surroundings.ts';
import { handOut } from './hand-out.ts';
import { hearNotice } from './hear-notice.ts';
import { openShelf, type OpenShelf } from './open.ts';

export type ShelfAnswer = {
  readonly status: 200 | 400 | 404;
  readonly contentType: string;
  readonly body: string;
};

const inWords = (status: ShelfAnswer['status'], text: string): ShelfAnswer =>
  ({ status, contentType: 'text/plain; charset=utf-8', body: `${text}\n` });

/** The caller has been let in. Null where the connection has gone meanwhile. */
export const answerShelf = (
  surroundings: Surroundings,
  name: string,
  request: ShelfRequest,
): Promise<ShelfAnswer | null> =>
  surroundings.database.transaction(async (tx) => {
    const open = await openShelf(tx, surroundings, name);
    if (open === null) return null;
    const now = surroundings.now();
    const call = request.method === 'GET' ? 'fetch' : 'notice';
    const { answer, said } = await answerTo(tx, name, open, request, now);
    await noteShelfCall(tx, name, { is: call, answer: said }, now);
    await announce(tx, 'due', name);
    return answer;
  });

type Answered = { readonly answer: ShelfAnswer; readonly said: string };

const answerTo = async (
  tx: Tx,
  name: string,
  open: OpenShelf,
  request: ShelfRequest,
  now: ReturnType<Surroundings['now']>,
): Promise<Answered> => {
  const asked = open.shelf.read(request, now);
  switch (asked.is) {
    case 'refused':
      return {
        answer: inWords(400, `Not readable: ${asked.text}.`), said: `refused: ${asked.text}`,
      };
    case 'fetch': {
      const { body, orders, pages } = await handOut(tx, name, open, asked, now);
      return {
        answer: { status: 200, contentType: open.shelf.contentType, body },
        said: `${String(orders)} ${orders === 1 ? 'order' : 'orders'}, page ` +
          `${String(asked.page)} of ${String(pages)}`,
      };
    }
    case 'notice': {
      const heard = await hearNotice(tx, name, asked.notice, now);
      if (heard.is === 'unknown') {
        return { answer: inWords(404, `Unknown: ${heard.text}.`), said: `unknown: ${heard.text}` };
      }
      await lookSooner(tx, name, open, now);
      return { answer: inWords(200, 'Taken in.'), said: `taken in, for ${heard.number}` };
    }
    default:
      return asked satisfies never;
  }
};

/** Where a list shows labels as well, it shows this one too, with what the notice leaves out. */
const lookSooner = async (
  tx: Tx,
  name: string,
  { connection, connector }: OpenShelf,
  now: ReturnType<Surroundings['now']>,
): Promise<void> => {
  const feeds = manifestFor(connector, connection).feeds
    .filter((one) => one.shows.includes('label') && one.isAnnounced === true)
    .map((one) => one.feed);
  await saveHookCall(tx, name, feeds, now);
};
