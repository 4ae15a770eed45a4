/** One order as V1 shows it: our record of it, and its document with every field as it came. */
import { z } from 'zod';
import type { ShipStationOrderId } from '../../../core/model/ids.ts';
import type { ShipStationOrder } from '../../../core/model/shipstation.ts';
import { orderShape } from './order.ts';
import { findings, idText, statement, textOrNull } from './reading.ts';

export type Plain = Readonly<Record<string, unknown>>;

export type Shown = {
  readonly document: Plain;
  readonly order: ShipStationOrder;
  /** `yyyy-MM-dd`, as given to holduntil; null when not held, or held without a date. */
  readonly heldUntil: string | null;
  /** A person split it, or combined others into it. */
  readonly isMergedOrSplit: boolean;
};

const besides = z.object({
  holdUntilDate: textOrNull,
  advancedOptions: z.object({ mergedOrSplit: statement }).nullish(),
});

export const readShown = (
  answer: unknown,
  order: ShipStationOrderId,
):
  | { readonly is: 'shown'; readonly shown: Shown }
  /** It is the order, but part of it cannot be read: said without repeating its contents. */
  | { readonly is: 'broken'; readonly text: string }
  | { readonly is: 'no-order' } => {
  const named = z.object({ orderId: idText }).safeParse(answer);
  if (named.data?.orderId !== order) return { is: 'no-order' };
  const read = orderShape.safeParse(answer);
  const more = besides.safeParse(answer);
  const error = read.error ?? more.error;
  if (error !== undefined || read.data === undefined || more.data === undefined) {
    const text = error === undefined ? 'it cannot be read' : findings(error);
    return { is: 'broken', text: `the order in ShipStation cannot be read: ${text}` };
  }
  return {
    is: 'shown',
    shown: {
      document: plain(answer),
      order: read.data,
      heldUntil: more.data.holdUntilDate?.slice(0, 10) ?? null,
      isMergedOrSplit: (more.data.advancedOptions?.mergedOrSplit ?? false) ||
        read.data.splitFrom !== null || read.data.combines.length > 0,
    },
  };
};

const plainShape = z.record(z.string(), z.unknown());

/** The members of a JSON object as they came; none for anything else. */
export const plain = (value: unknown): Plain => plainShape.safeParse(value).data ?? {};
