import { createHash } from 'node:crypto';
import { fingerprint } from '../core/facts/fingerprint.ts';
import type { Exception } from '../core/model/decision.ts';
import {
  consignmentId, orderId, type ConsignmentId, type OrderId,
} from '../core/model/ids.ts';

/**
 * Our ids of orders and consignments follow from the names the outside gives them, so that the
 * same snapshot after a restore or on another machine meets the same dossier.
 */
export const orderIdOf = (channel: string, orderNumber: string): OrderId =>
  orderId(`ord_${digest('order', channel, orderNumber)}`);

export const consignmentIdOf = (warehouse: string, reference: string): ConsignmentId =>
  consignmentId(`con_${digest('consignment', warehouse, reference)}`);

/** The same cause on the same consignment is the same exception, also when it comes back. */
export const exceptionIdOf = (
  order: string,
  consignment: string,
  { code, fault }: Pick<Exception, 'code' | 'fault'>,
): string => `exc_${fingerprint([order, consignment, code, fault])}`;

/** One cause: what is wrong, the value to blame, and the connection that it came over. */
export const exceptionGroupIdOf = (
  { code, fault }: Pick<Exception, 'code' | 'fault'>,
  connection: string | null,
): string => `grp_${fingerprint([code, fault, connection])}`;

/** 80 bits in Crockford's alphabet: a clash among a thousand million names is one in a million. */
const digest = (...names: readonly string[]): string => {
  const bytes = createHash('sha256').update(JSON.stringify(names)).digest();
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return Array.from(bytes.subarray(0, 16), (byte) => alphabet[byte & 31]).join('');
};
