import { readFileSync } from 'node:fs';
import type { XmlElement } from 'libxml2-wasm';
import type { Sold } from '../sold.ts';
import { readStoreTime } from './times.ts';

/** A page of orders as the merchant's side answered it, and whether all of it is taken. */
export type ReadPage =
  | { readonly is: 'page'; readonly pages: number; readonly orders: readonly Sold[] }
  /** One bad order is enough: nothing of the page is taken (5.2). */
  | { readonly is: 'rejected'; readonly why: string };

const schemaFile = new URL(
  '../../../../contracts/shipstation-custom-store/orders.xsd', import.meta.url);

/**
 * Held against the schema by libxml2, and against the written field table where that is stricter.
 * Loaded when the first page comes: most worlds have no Custom Store.
 */
export async function readPage(text: string): Promise<ReadPage> {
  const { ParseOption, XmlDocument, XmlError, XsdValidator } = await import('libxml2-wasm');
  if (text.trim() === '') return rejected('Invalid XML. Root element is missing.');
  try {
    using schema = XmlDocument.fromString(readFileSync(schemaFile, 'utf8'));
    using validator = XsdValidator.fromDoc(schema);
    using document = XmlDocument.fromString(text, { option: ParseOption.XML_PARSE_NONET });
    validator.validate(document);
    const { root } = document;
    const orders = elements(root, 'Order');
    const stricter = orders.flatMap(problemsIn)[0];
    if (stricter !== undefined) return rejected(stricter);
    return {
      is: 'page', pages: Number(root.attr('pages')?.content ?? 1), orders: orders.map(soldFrom),
    };
  } catch (problem) {
    if (problem instanceof XmlError) return rejected(problem.message);
    throw problem;
  }
}

const rejected = (why: string): ReadPage => ({ is: 'rejected', why });

const elements = (of: XmlElement, path: string): readonly XmlElement[] =>
  // Only elements answer to these paths.
  of.find(path) as XmlElement[];

const textOf = (of: XmlElement, path: string): string => of.get(path)?.content ?? '';

/** What the table asks beyond the schema (5.2). */
function problemsIn(order: XmlElement): readonly string[] {
  const number = textOf(order, 'OrderNumber');
  const wrong = (what: string): string => `Order ${number}: ${what}`;
  const dates = ['OrderDate', 'LastModified'].filter((name) =>
    readStoreTime(textOf(order, name)) === null);
  return [
    ...dates.map((name) => wrong(`${name} is no date`)),
    ...(textOf(order, 'OrderID') === '' ? [wrong('OrderID is missing')] : []),
    ...(/^[A-Z]{2}$/.test(textOf(order, 'Customer/ShipTo/Country'))
      ? [] : [wrong('Country is not two letters')]),
    ...elements(order, 'Items/Item').flatMap((item) => {
      const quantity = Number(textOf(item, 'Quantity'));
      return [
        ...(textOf(item, 'SKU').length > 50 ? [wrong('a SKU is longer than 50')] : []),
        ...(quantity >= 1 && quantity <= 99_999 ? [] : [wrong('a Quantity is out of range')]),
        ...(elements(item, 'Options/Option').length > 10 ? [wrong('more than 10 options')] : []),
      ];
    }),
  ];
}

function soldFrom(order: XmlElement): Sold {
  const at = (path: string): string | null => {
    const text = textOf(order, path);
    return text === '' ? null : text;
  };
  const to = 'Customer/ShipTo';
  return {
    reference: textOf(order, 'OrderID'),
    orderNumber: textOf(order, 'OrderNumber'),
    status: textOf(order, 'OrderStatus'),
    buyer: textOf(order, 'Customer/CustomerCode'),
    requestedService: at('ShippingMethod'),
    shipTo: {
      name: at(`${to}/Name`), company: at(`${to}/Company`), street1: at(`${to}/Address1`),
      street2: at(`${to}/Address2`), city: at(`${to}/City`), state: at(`${to}/State`),
      postalCode: at(`${to}/PostalCode`), country: at(`${to}/Country`), phone: at(`${to}/Phone`),
    },
    lines: elements(order, 'Items/Item').map((item) => ({
      line: textOf(item, 'LineItemID'), sku: textOf(item, 'SKU'), name: textOf(item, 'Name'),
      quantity: Number(textOf(item, 'Quantity')), unitPrice: Number(textOf(item, 'UnitPrice')),
    })),
    placedAt: readStoreTime(textOf(order, 'OrderDate')) ?? 0,
    changedAt: readStoreTime(textOf(order, 'LastModified')) ?? 0,
  };
}
