/**
 * What the shop was told, written beside its order by the id of each message: so that nothing is
 * told twice after an answer was lost, and it is known when every line was sent.
 */
import { z } from 'zod';
import { readJson } from '../../../contract/their-words.ts';
import type { MessageContent, ParcelTold } from '../../../core/model/decision.ts';

export const toldKey = 'gatepass_told';

export type Told = {
  readonly messages: readonly string[];
  /** By tracking number, or by label where a parcel has none: units by line. */
  readonly parcels: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

export const nothingTold: Told = { messages: [], parcels: {} };

const toldShape = z.object({
  messages: z.array(z.string()),
  parcels: z.record(z.string(), z.record(z.string(), z.int().nonnegative())),
});

/** Written by whoever may write orders: what is not of this shape counts as nothing. */
export const readTold = (value: unknown): Told =>
  toldShape.safeParse(typeof value === 'string' ? readJson(value)?.value : value).data ??
  nothingTold;

export const renderTold = (told: Told): string => JSON.stringify(told);

export const nameOfParcel = ({ trackingNumber, label }: ParcelTold): string =>
  trackingNumber ?? String(label);

export const withMessage = (told: Told, message: MessageContent): Told => {
  const parcels = new Map(Object.entries(told.parcels));
  for (const parcel of message.parcels) {
    if (parcel.replaces !== null) parcels.delete(parcel.replaces);
    if (message.kind === 'void') parcels.delete(nameOfParcel(parcel));
    else parcels.set(nameOfParcel(parcel), unitsOf(parcel));
  }
  return {
    messages: [...new Set([...told.messages, String(message.id)])],
    parcels: Object.fromEntries(parcels),
  };
};

const unitsOf = ({ lines }: ParcelTold): Readonly<Record<string, number>> => {
  const units = new Map<string, number>();
  for (const { line, quantity } of lines) units.set(line, (units.get(line) ?? 0) + quantity);
  return Object.fromEntries(units);
};

/** Whether every unit of every line of the order is in a parcel that was told. */
export const isWhole = (
  told: Told,
  ordered: readonly { readonly id: number; readonly quantity: number }[],
): boolean => ordered.length > 0 && ordered.every(({ id, quantity }) =>
  Object.values(told.parcels).reduce((sum, lines) => sum + (lines[String(id)] ?? 0), 0) >=
    quantity);
