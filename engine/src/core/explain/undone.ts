/** What was done for an order and then undone, as lists look for it. Nothing decides by it. */
import { outboundLabels, voidedLabels } from '../facts/labels.ts';
import { consignmentsOf } from '../facts/one-identity.ts';
import type { Dossier } from '../model/dossier.ts';

/** A label was voided, and another one stands for the same consignment. */
export const isRelabelled = (dossier: Dossier): boolean =>
  consignmentsOf(dossier).some((one) =>
    voidedLabels(one).length > 0 && outboundLabels(one).length > 0);

/** Cancelled by its channel or its warehouse, and it has stood in ShipStation. */
export const isCancelledLate = (dossier: Dossier): boolean =>
  consignmentsOf(dossier).some((one) => Object.keys(one.orders).length > 0 && (
    dossier.channelSays?.order.status === 'cancelled' ||
    one.says?.snapshot.status === 'cancelled'));
