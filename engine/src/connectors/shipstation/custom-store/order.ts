/**
 * One release as the Order element that ShipStation fetches. What is only read by people is cut
 * to its length; what matters is held against the field table and named, since one bad order
 * makes ShipStation refuse the whole page without a word to us [cst].
 */
import type { Shelved, ShelfStatus } from '../../../contract/shelf.ts';
import type { ReleaseContent } from '../../../core/model/decision.ts';
import { cdata, fitForXml } from './xml.ts';
import { renderStoreTime } from './times.ts';

type Leaf = {
  readonly tag: string;
  readonly text: string;
  readonly is: 'free' | 'plain';
  readonly fault: string | null;
};
type Node = Leaf | { readonly tag: string; readonly within: readonly Node[] };

/** Free text of at most so many characters, named when it is longer or missing. */
const held = (
  tag: string,
  given: string | null,
  most: number,
  isRequired = false,
): Leaf => {
  const text = fitForXml(given ?? '').trim();
  const length = Array.from(text).length;
  const fault = isRequired && text === '' ? `${tag} is missing`
    : length > most ? `${tag} has ${String(length)} characters, and ${String(most)} are the most`
    : null;
  return { tag, text, is: 'free', fault };
};

/** Free text that people read: cut where it is too long. */
const cut = (tag: string, given: string | null, most: number, isRequired = false): Leaf => {
  const letters = Array.from(fitForXml(given ?? '').trim());
  return held(tag, letters.slice(0, most).join(''), most, isRequired);
};

const plain = (tag: string, text: string, fault: string | null = null): Leaf =>
  ({ tag, text, is: 'plain', fault });

/** The words for the five boxes of the store's set-up page; upper and lower case count there. */
export const statusWords: Readonly<Record<ShelfStatus, string>> = {
  awaiting: 'paid', cancelled: 'cancelled', shipped: 'shipped',
};

/** Where its word is typed wrong there, an order lands in Awaiting Shipment [cst]: warn people. */
const warnings: Readonly<Record<ShelfStatus, string | null>> = {
  awaiting: null,
  cancelled: 'CANCELLED in the warehouse: do not ship.',
  shipped: 'ALREADY SHIPPED by other means: do not ship.',
};

const largest = 9_999_999.99;

const money = (tag: string, units: number): Leaf => plain(tag, units.toFixed(2),
  Math.abs(units) > largest ? `${tag} is more than ${String(largest)}` : null);

const mostOfOneLine = 99_999;

const itemOf = (line: ReleaseContent['lines'][number]): Node => ({
  tag: 'Item',
  within: [
    // It comes back in the notice and says which line it was: never cut.
    held('LineItemID', line.key, 50, true),
    held('SKU', line.sku, 50, true),
    cut('Name', line.name === '' ? line.sku : line.name, 200, true),
    ...(line.weightGrams === null ? [] : [
      plain('Weight', String(line.weightGrams)), plain('WeightUnits', 'Grams'),
    ]),
    plain('Quantity', String(line.quantity), line.quantity > mostOfOneLine
      ? `Quantity is more than ${String(mostOfOneLine)}` : null),
    money('UnitPrice', (line.unitPrice?.amount ?? 0) / 100),
    cut('Location', line.bin, 100),
  ],
});

/** Prices in several currencies are no sum. */
const currencyOf = ({ lines }: ReleaseContent): string | null => {
  const [first, ...others] = [...new Set(lines.flatMap((one) => one.unitPrice?.currency ?? []))];
  return others.length === 0 ? (first ?? null) : null;
};

const customerOf = (release: ReleaseContent): Node => {
  const { shipTo, number } = release;
  const email = shipTo.email ?? '';
  const street2 = [shipTo.street2, shipTo.street3].filter((one) => one !== null).join(', ');
  const state = held('State', shipTo.state, 100);
  const isStateWrong = shipTo.country === 'US' && !/^[A-Za-z]{2}$/.test(state.text);
  return {
    tag: 'Customer',
    within: [
      held('CustomerCode', email === '' || email.length > 50 ? number : email, 50, true),
      { tag: 'BillTo', within: [
        cut('Name', shipTo.name, 100, true), cut('Phone', shipTo.phone, 50),
        ...(email.length > 100 ? [] : [held('Email', email, 100)]),
      ] },
      { tag: 'ShipTo', within: [
        cut('Name', shipTo.name, 100, true),
        cut('Company', shipTo.company, 100),
        held('Address1', shipTo.street1, 200, true),
        held('Address2', street2, 200),
        held('City', shipTo.city, 100, true),
        isStateWrong ? { ...state, fault: 'State is not the two letters of a state' } : state,
        held('PostalCode', shipTo.postalCode, 50),
        plain('Country', shipTo.country,
          /^[A-Z]{2}$/.test(shipTo.country) ? null : 'Country is not two capital letters'),
        cut('Phone', shipTo.phone, 50),
      ] },
    ],
  };
};

/** As the policy maps the service, for a rule of ShipStation's to act on. */
const wantedOf = ({ carrier, service, package: packing }: ReleaseContent): string =>
  [carrier, service, packing].filter((one) => one !== null).join(' / ');

const orderOf = ({ release, status, changedAt }: Shelved): Node => {
  const currency = currencyOf(release);
  const total = currency === null ? 0 : release.lines.reduce(
    (sum, one) => sum + (one.unitPrice?.amount ?? 0) * one.quantity, 0) / 100;
  return {
    tag: 'Order',
    within: [
      held('OrderID', release.key, 50, true),
      held('OrderNumber', release.number, 50, true),
      plain('OrderDate', renderStoreTime(release.placedAt)),
      held('OrderStatus', statusWords[status], 50, true),
      plain('LastModified', renderStoreTime(changedAt)),
      cut('ShippingMethod', release.requestedService ?? release.service, 100),
      ...(currency === null ? [] : [plain('CurrencyCode', currency)]),
      money('OrderTotal', total),
      plain('TaxAmount', '0.00'),
      plain('ShippingAmount', '0.00'),
      ...(warnings[status] === null ? [] : [cut('InternalNotes', warnings[status], 1000)]),
      plain('Gift', 'false'),
      ...(wantedOf(release) === '' ? [] : [cut('CustomField1', wantedOf(release), 100)]),
      ...(release.shipBy === null ? [] : [
        plain('CustomField2', `ship by ${renderStoreTime(release.shipBy)} UTC`),
      ]),
      plain('Source', 'Gatepass'),
      customerOf(release),
      { tag: 'Items', within: release.lines.map(itemOf) },
    ],
  };
};

const faultsIn = (node: Node, path: string): readonly string[] => {
  if ('within' in node) {
    const inner = node.tag === 'Order' ? '' : `${path}${node.tag} `;
    return node.within.flatMap((one) => faultsIn(one, inner));
  }
  return node.fault === null ? [] : [`${path}${node.fault}`];
};

/** Why it cannot be handed out, all of it, in words that repeat no value; null where it can. */
export const faultIn = (release: ReleaseContent): string | null => {
  const faults = release.lines.length === 0 ? ['it holds no goods'] : faultsIn(
    orderOf({ release, status: 'awaiting', changedAt: release.placedAt }), '');
  return faults.length === 0 ? null
    : `ShipStation's Custom Store cannot take it: ${faults.slice(0, 5).join('; ')}`;
};

const render = (node: Node): string => {
  if ('within' in node) return `<${node.tag}>${node.within.map(render).join('')}</${node.tag}>`;
  return `<${node.tag}>${node.is === 'free' ? cdata(node.text) : node.text}</${node.tag}>`;
};

export const renderPage = (orders: readonly Shelved[], pages: number): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<Orders pages="${String(pages)}">` +
  `${orders.map((one) => `\n${render(orderOf(one))}`).join('')}\n</Orders>\n`;
