/** Their shipment -> a consignment as the warehouse sees it now. */
import type { SeenOfParty } from '../../../contract/connector.ts';
import { latest, type Instant } from '../../../core/model/instant.ts';
import type { ConsignmentSnapshot, WarehouseDispatch } from '../../../core/model/warehouse.ts';
import type { TrytonSettings } from '../settings.ts';
import { addressOf } from './address.ts';
import { parcelsOf } from './boxes.ts';
import { groupsOf, linesOf, type SoldLines } from './lines.ts';
import { numbersIn } from './numbers.ts';
import { channelOf, numbersBySold, orderNumberOf } from './order-number.ts';
import { referenceOf } from './reference.ts';
import { soldIn, type Shipment } from './shipment.ts';
import { statusOf } from './status.ts';

type Naming = Pick<TrytonSettings, 'orderNumber' | 'channel'>;

/** What is seen of it; null where it is nobody’s business yet; or why it cannot be read. */
export const consignmentOf = (
  shipment: Shipment,
  sold: SoldLines,
  naming: Naming,
  lookedAt: Instant,
): SeenOfParty | null | string => {
  const { number } = shipment;
  // Somebody is still typing it.
  const isDraft = shipment.state === 'draft' && soldIn(shipment).length === 0;
  if (number === null || isDraft) return null;
  const status = statusOf(shipment.state);
  if (status === null) return `its state ${shipment.state.slice(0, 40)} is none that is known here`;
  const order = orderNumberOf(shipment, sold, naming);
  if (typeof order === 'string') return order;
  const channel = channelOf(order.number, naming);
  if (channel === null) {
    return `its order ${order.number.slice(0, 60)} begins like those of no channel in the settings`;
  }
  const lines = linesOf(shipment, status, sold);
  if (typeof lines === 'string') return lines;
  const orders = numbersBySold(sold ?? new Map(), naming);
  const isBoxed = status === 'packed' || status === 'dispatched';
  const snapshot: ConsignmentSnapshot = {
    // Each look tells how it stands then, whatever of it changed: stamps miss what was deleted.
    revision: lookedAt,
    updatedAt: updatedAt(shipment),
    orderNumber: order.number, channel, status,
    service: shipment['carrier.']?.rec_name ?? null,
    wave: null, sequence: null, shipBy: null,
    shipTo: addressOf(shipment),
    lines: lines.map((line) => {
      const own = orders.get(line.line) ?? order.number;
      return own === order.number ? line : { ...line, orderNumber: own };
    }),
    parcels: isBoxed ? parcelsOf(shipment, groupsOf(shipment, status)) : [],
    dispatch: status === 'dispatched' ? dispatchOf(shipment) : null,
  };
  return {
    kind: 'consignment', place: shipment['warehouse.'].code,
    reference: referenceOf({ number, id: shipment.id }), snapshot,
  };
};

const updatedAt = (shipment: Shipment): Instant =>
  latest(...[shipment, ...shipment['moves.']].map((one) => one.write_date ?? one.create_date)) ??
    shipment.create_date;

/** It left when the moves to the customer were done; what is written later is about numbers. */
const dispatchOf = (shipment: Shipment): WarehouseDispatch => {
  const gone = groupsOf(shipment, 'dispatched').flatMap(({ moves }) => moves);
  const carrier = shipment['carrier.'];
  return {
    at: latest(...gone.map((one) => one.write_date ?? one.create_date)) ?? updatedAt(shipment),
    carrier: carrier?.['party.']?.name ?? carrier?.rec_name ?? null,
    service: carrier?.['carrier_product.']?.name ?? null,
    trackingNumbers: [...new Set(
      shipment['packages.'].flatMap((one) => numbersIn(one.shipping_reference)))],
  };
};
