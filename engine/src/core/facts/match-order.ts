/** Whether an order that another program made is the one that Gatepass would have made. */
import type { Dossier, OrderSighting } from '../model/dossier.ts';
import type { ConsignmentId } from '../model/ids.ts';
import type { Instant } from '../model/instant.ts';
import type { Address } from '../model/address.ts';
import { outboundLabels } from './labels.ts';
import { isOfAnother, shipStationOrders, type StandingOrder } from './releases.ts';
import { ourUnits, totalOf, unitsOf } from './units.ts';

export type Match =
  | { readonly is: 'equal'; readonly evidence: string }
  | { readonly is: 'in-doubt'; readonly why: string };

export type Matched = {
  readonly consignments: readonly ConsignmentId[];
  readonly order: StandingOrder;
  readonly match: Match;
};

/** Orders of other programs that were still open at the start line, each with its match. */
export const matchesIn = (
  dossier: Dossier,
  warehouse: string,
  line: Instant,
): readonly Matched[] => {
  const known = Object.values(dossier.consignments).filter((one) => one.warehouse === warehouse);
  const found = new Map<string, { order: StandingOrder; consignments: ConsignmentId[] }>();
  for (const facts of known) {
    for (const order of shipStationOrders(facts)) {
      if (!isOfAnother(order) || !wasOpen(dossier, order, line)) continue;
      const so = found.get(order.order.id);
      found.set(order.order.id, {
        order, consignments: [...(so?.consignments ?? []), facts.id],
      });
    }
  }
  return [...found.values()].map(({ order, consignments }) => ({
    order, consignments,
    match: found.size > 1
      ? { is: 'in-doubt', why: 'several orders there bear its number' }
      : matchOf(dossier, order),
  }));
};

/** Open now; or shipped since, by a label that was made after the line. */
const wasOpen = (dossier: Dossier, { order, goneAt }: OrderSighting, line: Instant): boolean => {
  if (goneAt !== null || order.status.is === 'cancelled') return false;
  if (order.status.is !== 'shipped') return true;
  return Object.values(dossier.consignments).some((facts) => outboundLabels(facts)
    .some(({ label }) => label.order === order.id && label.madeAt >= line));
};

const matchOf = (dossier: Dossier, { order }: StandingOrder): Match => {
  if (order.number !== dossier.orderNumber) return inDoubt('the number differs');
  const known = Object.values(dossier.consignments);
  const there = order.lines.reduce((sum, one) => sum + one.quantity, 0);
  let attributed = 0;
  for (const facts of known) {
    const units = unitsOf(ourUnits(facts, order.lines));
    attributed += totalOf(units);
    if (totalOf(units) === 0) continue;
    const other = facts.says?.snapshot.lines.find((one) =>
      (units.get(one.line) ?? 0) !== one.ordered);
    if (other !== undefined) {
      return inDoubt(`${String(units.get(other.line) ?? 0)} of ${other.sku} there, ` +
        `${String(other.ordered)} ordered at the warehouse`);
    }
    if (!isAddressAlike(facts.says?.snapshot.shipTo ?? null, order.shipTo)) {
      return inDoubt('it goes to another address there');
    }
  }
  if (attributed === 0) return inDoubt('no line there can be told to be one of its lines');
  if (attributed !== there) return inDoubt('it has lines there that the warehouse does not know');
  return {
    is: 'equal',
    evidence: `${order.number} stood in ShipStation with the same number, the same ` +
      `${String(there)} ${there === 1 ? 'unit' : 'units'} and the same postal code`,
  };
};

const inDoubt = (why: string): Match => ({ is: 'in-doubt', why });

/** By country and postal code: names and streets are written in too many ways. */
const isAddressAlike = (one: Address | null, other: Address | null): boolean => {
  if (one === null || other === null) return false;
  const plain = (text: string | null): string =>
    (text ?? '').toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return plain(one.postalCode) === plain(other.postalCode) &&
    plain(one.country) === plain(other.country);
};
