/** What a column can say, and what the two presets call it. */

/** Of the consignment as a whole: the same in all of its rows. */
export const headFields = [
  'consignment', 'orderNumber', 'warehouse', 'channel', 'status', 'revision', 'updatedAt',
  'service', 'wave', 'sequence', 'shipBy', 'shipName', 'company', 'street1', 'street2', 'street3',
  'city', 'state', 'postalCode', 'country', 'phone', 'email', 'carrier', 'dispatchService',
  'trackingNumbers', 'dispatchedAt',
] as const;

/** Of one line, and of the parcel that it went into. */
export const lineFields = [
  'line', 'channelLine', 'sku', 'name', 'ordered', 'allocated', 'picked', 'packed', 'short',
  'shortReason', 'bin', 'unitPrice', 'currency', 'weight', 'hsCode', 'origin',
  'customsDescription', 'parcel', 'parcelWeight',
] as const;

export type HeadField = (typeof headFields)[number];
export type LineField = (typeof lineFields)[number];
export type Field = HeadField | LineField;

export const fields: readonly Field[] = [...headFields, ...lineFields];

export const layouts = ['flat', 'dsfx'] as const;
export type Layout = (typeof layouts)[number];

/** A heading in the flat layout; record and place, such as `PH4`, in the other. */
export type Columns = Readonly<Partial<Record<Field, string>>>;

/** `orderNumber` becomes `order_number`. */
const heading = (field: Field): string =>
  field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const flat: Columns = Object.fromEntries(fields.map((field) => [field, heading(field)]));

/**
 * Places as in the sample rows of DropStream's public flat file specification. The versions of the
 * header differ behind the address; whose differs says so in `columns`.
 */
const dsfx: Columns = {
  consignment: 'PH2', orderNumber: 'PH2',
  shipName: 'PH4', street1: 'PH5', street2: 'PH6', city: 'PH7', state: 'PH8', postalCode: 'PH9',
  country: 'PH10', phone: 'PH12', service: 'PH20',
  line: 'PD3', sku: 'PD4', ordered: 'PD5',
};


/** What a file's own columns say is said by them alone: `Name` of a person names no article. */
export const columnsOf = (layout: Layout, own: Columns): Columns => {
  const claimed = new Set(Object.values(own).map(sameHeading));
  const usual = Object.entries(layout === 'flat' ? flat : dsfx)
    .filter(([, text]) => layout === 'dsfx' || !claimed.has(sameHeading(text)));
  return { ...Object.fromEntries(usual), ...own };
};

/** Headings that differ in capitals, blanks, dashes and underscores alone are the same. */
export const sameHeading = (text: string): string =>
  text.toLowerCase().replaceAll(/[\s_\-.]+/g, '');
