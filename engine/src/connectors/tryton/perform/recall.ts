/** Asks the floor to stop, by a note on the shipment: cancelling it is for people there. */
import { z } from 'zod';
import { unknown } from '../../../contract/one-message.ts';
import { statusOf } from '../translate/status.ts';
import { listOf } from '../translate/shapes.ts';
import type { Ask } from './asking.ts';
import { findShipment } from './standing.ts';
import type { Telling } from './tell.ts';

export const tellToStop = async ({ ask, standing, settings, message }: Telling): Promise<void> => {
  const found = await findShipment(ask, standing, settings, message.consignment);
  const status = statusOf(found.state);
  if (status === 'cancelled' || status === 'dispatched') return;
  const note = `Order ${message.orderNumber} was cancelled. Do not send it; cancel this shipment.`;
  const resource = `stock.shipment.out,${String(found.id)}`;
  const context = { company: standing.company, language: 'en' };
  if (await isThere(ask, resource, note)) return;
  await ask({
    method: 'model.ir.note.create', params: [[{ resource, message: note }], context],
    timeoutMilliseconds: 3_000, purpose: 'ask to stop',
  });
  if (!await isThere(ask, resource, note)) {
    throw unknown('Tryton said yes, and does not show the note');
  }
};

const isThere = async (ask: Ask, resource: string, note: string): Promise<boolean> => {
  const rows = await ask({
    method: 'model.ir.note.search_read',
    params: [[['resource', '=', resource]], 0, 100, null, ['message'], {}],
    timeoutMilliseconds: 2_000, purpose: 'read the notes',
  });
  return listOf(z.object({ message: z.string() })).catch([]).parse(rows)
    .some(({ message }) => message === note);
};
