/** Where a shop keeps tracking: in notes to the customer, or in the list of a plug-in. */
import { z } from 'zod';
import { unknown } from '../../../contract/one-message.ts';
import type { MessageContent } from '../../../core/model/decision.ts';
import type { WooSettings } from '../settings.ts';
import { noteOf } from '../translate/notes.ts';
import { listOf, type Ask } from './asking.ts';

export type Place = {
  /** The most calls that writing takes, beside the one that reads what is there. */
  readonly calls: (message: MessageContent) => number;
  /** Writes what is not there yet. */
  readonly write: (ask: Ask, order: number, message: MessageContent) => Promise<void>;
  /** Reads again; ends the telling when it does not stand there as told. */
  readonly hold: (ask: Ask, order: number, message: MessageContent) => Promise<void>;
};

export const placeFor = (tracking: WooSettings['tracking']): Place => {
  switch (tracking) {
    case 'note': return notes;
    case 'shipment-tracking': return trackings('wc-shipment-tracking/v3');
    case 'advanced-shipment-tracking': return trackings('wc-ast/v3');
    default: return tracking satisfies never;
  }
};

const noteShape = z.object({ note: z.string() });

const readNotes = async (ask: Ask, order: number): Promise<readonly string[]> =>
  listOf(await ask({ method: 'GET', path: `wc/v3/orders/${String(order)}/notes` }))
    .flatMap((row) => noteShape.safeParse(row).data?.note ?? []);

const missing = 'The shop answered yes, and does not show what it was told';

const notes: Place = {
  calls: () => 1,
  write: async (ask, order, message) => {
    const note = noteOf(message);
    if ((await readNotes(ask, order)).includes(note)) return;
    await ask({
      method: 'POST', path: `wc/v3/orders/${String(order)}/notes`,
      body: { note, customer_note: true },
    });
  },
  hold: async (ask, order, message) => {
    if (!(await readNotes(ask, order)).includes(noteOf(message))) throw unknown(missing);
  },
};

const trackingShape = z.object({
  tracking_id: z.union([z.string(), z.number().transform(String)]),
  tracking_number: z.union([z.string(), z.number().transform(String)]),
});

const trackings = (base: string): Place => {
  const path = (order: number): string => `${base}/orders/${String(order)}/shipment-trackings`;
  const read = async (ask: Ask, order: number) =>
    listOf(await ask({ method: 'GET', path: path(order) }))
      .flatMap((row) => trackingShape.safeParse(row).data ?? []);
  const goneIn = ({ kind, parcels }: MessageContent): readonly string[] =>
    parcels.flatMap(({ replaces, trackingNumber }) =>
      kind === 'void' ? [replaces, trackingNumber] : [replaces]).filter((one) => one !== null);
  const standingIn = ({ kind, parcels }: MessageContent) =>
    kind === 'void' ? [] : parcels.filter(({ trackingNumber }) => trackingNumber !== null);
  return {
    calls: (message) => goneIn(message).length + standingIn(message).length,
    write: async (ask, order, message) => {
      const there = await read(ask, order);
      for (const one of there.filter((row) => goneIn(message).includes(row.tracking_number))) {
        await ask({
          method: 'DELETE', path: `${path(order)}/${encodeURIComponent(one.tracking_id)}`,
        });
      }
      for (const parcel of standingIn(message)) {
        if (there.some((row) => row.tracking_number === parcel.trackingNumber)) continue;
        await ask({
          method: 'POST', path: path(order),
          body: {
            tracking_number: parcel.trackingNumber,
            // A carrier that the plug-in does not list is named in words, with a link of its own.
            ...(parcel.trackingUrl === null
              ? { tracking_provider: parcel.carrier }
              : {
                  custom_tracking_provider: parcel.carrier,
                  custom_tracking_link: parcel.trackingUrl,
                }),
            date_shipped: new Date(message.at).toISOString().slice(0, 10),
          },
        });
      }
    },
    hold: async (ask, order, message) => {
      const there = (await read(ask, order)).map((row) => row.tracking_number);
      const isThere = standingIn(message).every(({ trackingNumber }) =>
        trackingNumber !== null && there.includes(trackingNumber));
      const isGone = goneIn(message).every((one) => !there.includes(one));
      if (!isThere || !isGone) throw unknown(missing);
    },
  };
};
