/** What warehouses and channels hear: messages in order, polled, and their acknowledgement. */
import { z } from 'zod';
import { consignmentId, messageId, orderId } from '../../core/model/ids.ts';
import { decideAndRecord } from '../../loop/decide-and-record.ts';
import { take } from '../../loop/hear.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import { readMessages } from '../../loop/mailbox.ts';
import type { PartyRight } from '../../people/rights.ts';
import { topicChannel } from '../../store/announce.ts';
import { lockDossier } from '../../store/dossiers.ts';
import { findMessage, saveAcknowledged } from '../../store/messages.ts';
import { demandPlace } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { requirePlace } from '../places.ts';
import { notFound } from '../problem.ts';
import { askedTextShape, listOf, messageShape, nameShape, problemShape } from '../shapes.ts';

const mailboxQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().int().min(0).max(30).default(0)
    .meta({ description: 'seconds to wait for a message when there is none' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const mailboxes = [
  { party: 'warehouse', path: '/v1/warehouses/:name/dispatches', right: 'warehouse',
    summary: 'Write-backs, in order',
    taken: 'The warehouse has taken a write-back in: the read-back' },
  { party: 'channel', path: '/v1/channels/:name/notices', right: 'channel',
    summary: 'Channel notices, in order', taken: 'The channel has taken a notice in' },
] as const satisfies readonly {
  party: string; path: string; right: PartyRight; summary: string; taken: string;
}[];

export const mailboxRoutes = (server: Server, context: ApiContext): void => {
  for (const box of mailboxes) pollRoute(server, context, box);
};

const pollRoute = (
  server: Server,
  context: ApiContext,
  { party, path, right, summary, taken }: (typeof mailboxes)[number],
): void => {
  const { database, now } = context.surroundings;

  server.get(path, {
    schema: {
      summary, tags: [party],
      params: z.object({ name: nameShape }),
      querystring: mailboxQuery,
      response: {
        200: listOf(messageShape), 401: problemShape, 403: problemShape, 404: problemShape,
      },
    },
  }, async (request) => {
    const { name } = request.params;
    demandPlace(request.bearer, right, name);
    await requirePlace(context, party === 'warehouse' ? { warehouse: name } : { channel: name });
    const { after, wait, limit } = request.query;
    const read = () => database.transaction((tx) =>
      readMessages(tx, { party, name }, after, limit));
    const page = wait === 0
      ? await read() : await readWhenThereIs(context, `${party}/${name}`, wait * 1_000, read);
    return {
      items: [...page.messages],
      next: String(page.last),
    };
  });

  server.post(`${path}/:id/ack`, {
    schema: {
      summary: taken, tags: [party],
      params: z.object({ name: nameShape, id: askedTextShape }),
      response: { 204: z.null(), 401: problemShape, 403: problemShape, 404: problemShape },
    },
    config: { audit: 'as-facts' },
  }, async (request, reply) => {
    const { name, id } = request.params;
    demandPlace(request.bearer, right, name);
    await requirePlace(context, party === 'warehouse' ? { warehouse: name } : { channel: name });
    void reply.status(204);
    return change(context, request, async (tx) => {
      const message = await findMessage(tx, party, name, id);
      const stored = message === null ? null : await lockDossier(tx, orderId(message.order));
      if (message === null || stored === null) throw notFound(`message ${id} for ${name}`);
      const at = now();
      await saveAcknowledged(tx, id, at);
      const dossier = await take(tx, stored.dossier, [{
        kind: 'acknowledged', consignment: consignmentId(message.consignment),
        message: messageId(id), at,
      }], at);
      await decideAndRecord(tx, { ...stored, dossier }, await readStandpoint(tx, at));
      return null;
    });
  });
};

/** Listens before it reads: what is committed in between rings, and is read at once. */
const readWhenThereIs = async <Page extends { readonly messages: readonly unknown[] }>(
  { surroundings: { database } }: ApiContext,
  mailbox: string,
  milliseconds: number,
  read: () => Promise<Page>,
): Promise<Page> => {
  const arrival = Promise.withResolvers<void>();
  const stop = await database.listen(topicChannel('mailbox'), (name) => {
    if (name === mailbox || name === '') arrival.resolve();
  });
  const timer = setTimeout(arrival.resolve, milliseconds);
  try {
    const page = await read();
    if (page.messages.length > 0) return page;
    await arrival.promise;
    return await read();
  } finally {
    clearTimeout(timer);
    await stop();
  }
};
