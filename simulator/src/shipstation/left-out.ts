import type { Switches } from './account.ts';
import type { OrderBody } from './order-body.ts';
import type { Order } from './shapes.ts';

/**
 * What an update does not say. There is no partial update (shipstation.md 3.7), yet whether each
 * field is cleared is not documented: each group is a switch.
 */
export function withLeftOut(
  fresh: Order,
  body: OrderBody,
  old: Order,
  switches: Switches,
): Order {
  let order = readOnlyKept(fresh, old);
  if (switches.leftOutDetails === 'kept') order = kept(order, old, body, details);
  if (switches.leftOutShipping === 'kept') order = kept(order, old, body, shipping);
  if (switches.leftOutItems === 'kept') order = kept(order, old, body, ['items']);
  if (switches.leftOutTags === 'kept') order = kept(order, old, body, ['tagIds']);
  if (switches.leftOutAdvanced === 'kept') {
    const given = body.advancedOptions ?? {};
    const options = kept(order.advancedOptions, old.advancedOptions, given, advanced);
    order = { ...order, advancedOptions: options };
  }
  return order;
}

/** What only ShipStation writes, no body can change. */
function readOnlyKept(fresh: Order, old: Order): Order {
  const { mergedOrSplit, mergedIds, parentId } = old.advancedOptions;
  return {
    ...fresh,
    advancedOptions: { ...fresh.advancedOptions, mergedOrSplit, mergedIds, parentId },
    holdUntilDate: fresh.orderStatus === 'on_hold' ? old.holdUntilDate : null,
    userId: old.userId,
    externallyFulfilled: old.externallyFulfilled,
    externallyFulfilledBy: old.externallyFulfilledBy,
    externallyFulfilledById: old.externallyFulfilledById,
    externallyFulfilledByName: old.externallyFulfilledByName,
  };
}

function kept<Whole extends object>(
  fresh: Whole,
  old: Whole,
  given: Readonly<Partial<Record<keyof Whole, unknown>>>,
  names: readonly (keyof Whole)[],
): Whole {
  const missing = names.filter((name) => given[name] === null || given[name] === undefined);
  return { ...fresh, ...Object.fromEntries(missing.map((name) => [name, old[name]])) };
}

const details = [
  'paymentDate', 'shipByDate', 'customerUsername', 'customerEmail', 'amountPaid', 'taxAmount',
  'shippingAmount', 'customerNotes', 'internalNotes', 'gift', 'giftMessage', 'paymentMethod',
  'requestedShippingService',
] as const satisfies readonly (keyof Order)[];

const shipping = [
  'carrierCode', 'serviceCode', 'packageCode', 'confirmation', 'shipDate', 'weight',
  'dimensions', 'insuranceOptions', 'internationalOptions',
] as const satisfies readonly (keyof Order)[];

const advanced = [
  'warehouseId', 'nonMachinable', 'saturdayDelivery', 'containsAlcohol', 'customField1',
  'customField2', 'customField3', 'source', 'billToParty', 'billToAccount', 'billToPostalCode',
  'billToCountryCode', 'billToMyOtherAccount',
] as const satisfies readonly (keyof Order['advancedOptions'])[];
