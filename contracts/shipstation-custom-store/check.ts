/** Holds a page of orders against the schema of Custom Store, by a validator that is not ours. */
import { readFileSync } from 'node:fs';
import { ParseOption, XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export const sampleOrders = read('sample-orders.xml');
export const sampleShipNotice = read('sample-shipnotice.xml');

/** What is wrong with it, in the validator's words; null where nothing is. Not even XML: throws. */
export const faultInOrders = (page: string): string | null => {
  using schema = XmlDocument.fromString(read('orders.xsd'));
  using validator = XsdValidator.fromDoc(schema);
  using document = XmlDocument.fromString(page, { option: ParseOption.XML_PARSE_NONET });
  try {
    validator.validate(document);
    return null;
  } catch (fault) {
    if (fault instanceof XmlValidateError) return fault.message;
    throw fault;
  }
};

/** The text of every element with that name, in the order of the page. */
export const textsIn = (page: string, name: string): readonly string[] => {
  using document = XmlDocument.fromString(page, { option: ParseOption.XML_PARSE_NONET });
  return document.root.find(`//${name}`).map((one) => one.content);
};
