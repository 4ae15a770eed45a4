/**
 * Goods that left by other means, by a person's word: parcels of which warehouse and channel are
 * told as of any other, with no label of ShipStation on them. The ruling's id stands for the
 * label's, so that what is told once is told once and what is taken back is taken back.
 */
import type { ConsignmentFacts, LabelSighting, Ruling } from '../model/dossier.ts';
import { labelId, type LabelId } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import type { Label } from '../model/shipstation.ts';
import type { OutboundLabel } from './labels.ts';

export type SentParcel = OutboundLabel & { readonly by: string };

/** Those that stand, oldest first. A word about what has happened does not lapse with time. */
export const sentParcels = (facts: ConsignmentFacts): readonly SentParcel[] =>
  facts.rulings.flatMap((ruling) => {
    const { sent, at, by } = ruling;
    return sent === undefined || facts.withdrawn?.[ruling.id] !== undefined ? [] : [{
      label: asLabel(ruling, sent, null), firstSeenAt: at, seenAt: at, contents: sent.lines, by,
    }];
  });

/** Those that somebody took back: whoever was told of them has to hear it. */
export const sentTakenBack = (facts: ConsignmentFacts): readonly LabelSighting[] =>
  facts.rulings.flatMap((ruling) => {
    const { sent, at } = ruling;
    const withdrawal = facts.withdrawn?.[ruling.id];
    return sent === undefined || withdrawal === undefined ? [] : [{
      label: asLabel(ruling, sent, withdrawal.at), firstSeenAt: at, seenAt: withdrawal.at,
    }];
  });

/** What is told of a parcel, whether ShipStation has a label of it or a person's word stands. */
export const parcelKnown = (facts: ConsignmentFacts, id: LabelId): Label | null =>
  facts.labels[id]?.label ??
  [...sentParcels(facts), ...sentTakenBack(facts)].find(({ label }) => label.id === id)?.label ??
  null;

/** ISO 4217 for "no currency": nobody here knows what it cost. */
const unpriced = { amount: 0, currency: 'XXX' } as const;

const asLabel = (
  { id, at }: Ruling,
  { carrier, trackingNumber }: NonNullable<Ruling['sent']>,
  voidedAt: Instant | null,
): Label => ({
  id: labelId(id), order: null, orderNumber: null, orderKey: null, madeAt: at, trackingNumber,
  carrier, service: null, cost: unpriced, weightGrams: null, isReturn: false, voidedAt, lines: [],
  channelNotice: { is: 'not-told' },
});
