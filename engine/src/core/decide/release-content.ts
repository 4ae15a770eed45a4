/** What a release is to look like in ShipStation, in our words. */
import { understandAddress } from '../facts/address.ts';
import { markOfParcel } from '../facts/parcels.ts';
import { rulingInForce } from '../facts/rulings.ts';
import { fingerprint } from '../facts/fingerprint.ts';
import { linesOf, type Units } from '../facts/units.ts';
import type { ReleaseContent, Urgency } from '../model/decision.ts';
import { lineKey, releaseKey, type ConnectionName } from '../model/ids.ts';
import type { Parcel } from '../model/warehouse.ts';
import type { Instant } from '../model/instant.ts';
import { nextCollection } from '../policy/calendar.ts';
import { serviceFor } from '../policy/mapping.ts';
import type { Case } from './case.ts';

export type Ready = { readonly connection: ConnectionName; readonly content: ReleaseContent };

/** Null while something that a label needs is missing: pre-flight has said what. */
export const readyRelease = (
  at: Case,
  release: number,
  units: Units,
  /** The one that is an order of its own; null for all that is due, in however many. */
  parcel: Parcel | null = null,
): Ready | null => {
  const { facts, snapshot, dossier, warehouse, channel, policy } = at;
  const understood = understandAddress(snapshot.shipTo, isAddressConfirmed(at));
  const service = serviceFor(policy, snapshot.service);
  if (warehouse === null || channel === null || service === null) return null;
  if (understood.is !== 'complete') return null;
  const mapped = service.is === 'mapped' ? service : null;
  const lines = linesOf(units).flatMap(({ line, quantity }) => {
    const named = snapshot.lines.find((one) => one.line === line);
    return named === undefined ? [] : [{
      key: lineKey(facts.id, line), sku: named.sku, name: named.name || named.sku, quantity,
      unitPrice: named.unitPrice, weightGrams: named.weightGrams, bin: named.bin,
    }];
  });
  if (lines.length === 0) return null;
  const content: ReleaseContent = {
    key: releaseKey(facts.id, release, parcel === null ? null : markOfParcel(parcel.reference)),
    number: release === 1 ? dossier.orderNumber : `${dossier.orderNumber}-${String(release)}`,
    placedAt: dossier.channelSays?.order.placedAt ?? at.says.since.received ?? at.says.arrivedAt,
    shipBy: snapshot.shipBy,
    shipTo: understood.address,
    requestedService: dossier.channelSays?.order.requestedService ?? snapshot.service,
    carrier: mapped?.carrier ?? null,
    service: mapped?.service ?? null,
    package: mapped?.package ?? null,
    storeId: channel.storeId,
    shipFromWarehouseId: warehouse.shipFromWarehouseId,
    weightGrams: parcel?.weightGrams ?? weightOf(at, units),
    ...(channel.enters === 'custom-store' ? { isFetched: true as const } : {}),
    lines,
  };
  return { connection: warehouse.shipstation, content };
};

/** A person has said that this very address is right, odd as it looks. */
export const isAddressConfirmed = ({ facts, snapshot, now }: Case): boolean =>
  rulingInForce(facts, 'address-confirmed', fingerprint(snapshot.shipTo), now) !== null;

/**
 * The scale's word for the parcels when all were weighed and they hold just these units, else
 * the sum of the units' weights; null when neither is known.
 */
export const weightOf = ({ snapshot }: Case, units: Units): number | null => {
  const sum = (weights: readonly (number | null)[]): number | null =>
    weights.reduce<number | null>(
      (total, one) => (total === null || one === null ? null : total + one), 0);
  const inParcels = snapshot.parcels.flatMap((one) => one.lines);
  const isWhole = snapshot.parcels.length > 0 && (inParcels.length === 0 ||
    linesOf(units).every(({ line, quantity }) => inParcels
      .filter((one) => one.line === line)
      .reduce((total, one) => total + one.quantity, 0) === quantity));
  const weighed = isWhole ? sum(snapshot.parcels.map((one) => one.weightGrams)) : null;
  return weighed ?? sum(linesOf(units).map(({ line, quantity }) => {
    const each = snapshot.lines.find((one) => one.line === line)?.weightGrams ?? null;
    return each === null ? null : each * quantity;
  }));
};

/** When the carrier next collects at the warehouse; null where the policy names no time. */
export const nextVan = ({ warehouse, now }: Case, carrier: string | null): Instant | null =>
  warehouse !== null && carrier !== null
    ? nextCollection(warehouse.collections, carrier, warehouse.timeZone, now) : null;

/** By carrier cut-off, then wave and sequence. */
export const urgencyOf = (at: Case, carrier: string | null, due: Instant): Urgency => {
  const { snapshot } = at;
  return {
    due, cutOff: nextVan(at, carrier) ?? snapshot.shipBy, wave: snapshot.wave,
    sequence: snapshot.sequence,
  };
};
