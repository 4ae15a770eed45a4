/**
 * What another system was told or told us, without what the reader has no need of: who the
 * customer is and where they live, or what things cost. It goes by the names that systems give
 * these; what cannot be taken apart by names is not shown at all.
 */
export type Hiding = { readonly customers: boolean; readonly costs: boolean };

/** JSON in, JSON out; null where nothing of it may be shown. */
export const hideInJson = (value: unknown, hiding: Hiding): unknown =>
  hiding.customers || hiding.costs
    ? hidden(value, hiding, hiding.customers ? 'unnamed' : 'nobody') : value;

const left = '…';

/**
 * Whose part of a document it is: within a customer's part everything is theirs. `said` is what
 * they say in sentences, which do quote an address; `unnamed` is what no name stands before.
 */
type Whose = 'nobody' | 'customer' | 'cost' | 'said' | 'unnamed';

const hidden = (value: unknown, hiding: Hiding, whose: Whose): unknown => {
  if (Array.isArray(value)) return value.map((one) => hidden(one, hiding, whose));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const paired = pairedWith(entries, hiding);
    return Object.fromEntries(entries.map(([name, one]): [string, unknown] =>
      [name, hidden(one, hiding, whoseWithin(whose, name, paired, hiding))]));
  }
  return isShown(value, whose) ? value : left;
};

const isShown = (value: unknown, whose: Whose): boolean => {
  if (whose === 'nobody' || value === null || value === '' || typeof value === 'boolean') {
    return true;
  }
  // A code is one word; what a sentence quotes cannot be told from it.
  if (whose === 'said') return typeof value !== 'string' || /^[\w.:/#-]+$/.test(value);
  return whose === 'unnamed' && typeof value !== 'string';
};

const whoseWithin = (whole: Whose, name: string, paired: Whose, hiding: Hiding): Whose => {
  if (whole === 'customer' || whole === 'cost') return whole;
  const own = isPaired.test(name) && paired !== 'nobody' ? paired : whoseIs(name, hiding);
  return own === 'nobody' && whole === 'said' ? 'said' : own;
};

const isPaired = /^(display_?)?values?$/i;

/** `{key: "_billing_phone", value: "…"}`: whose the value is, by the name that stands beside it. */
const pairedWith = (entries: readonly (readonly [string, unknown])[], hiding: Hiding): Whose =>
  !entries.some(([name]) => isPaired.test(name)) ? 'nobody'
    : entries.filter(([name]) => /^(key|name)$/i.test(name))
      .map(([, one]) => (typeof one === 'string' ? whoseIs(one, hiding) : 'nobody'))
      .find((whose) => whose !== 'nobody') ?? 'nobody';

const whoseIs = (name: string, { customers, costs }: Hiding): Whose => {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (customers && (ofCustomers.test(plain) || letsIn.test(name))) return 'customer';
  if (customers && ofSentences.test(plain)) return 'said';
  return costs && ofCosts.test(plain) ? 'cost' : 'nobody';
};

/** With it WooCommerce shows anybody the order; `orderKey` of others is only a number. */
const letsIn = /^_?order_key$/i;

/** `shipTo`, `shippingAddress`, `customerEmail`, `street1`, `postalCode`, `giftMessage` … */
const ofCustomers = new RegExp(`^(${[
  'shipto|billto|soldto|deliverto|shipping|billing',
  '(shipping|billing|delivery|invoice|recipient|residential|email)?address\\w*',
  'customer(?!id$|s?number$)\\w*|recipient\\w*|consignee\\w*|buyer\\w*|contact\\w*',
  '(first|last|full|family|given|sur)name|company\\w*',
  '\\w*street\\d*|city|town|suburb|locality|state|province\\w*|county|region',
  'post(al)?code|zip(code)?|\\w*phone\\w*|mobile|fax|\\w*email\\w*',
  'gift\\w*|(customer|internal|buyer|order)?notes?',
  'metadata|paymenturl',
].join('|')})$`);

const ofSentences = /^((error|exception)?messages?|errors?|details?)$/;

const ofCosts = /cost|^rates?$|amountpaid|^price$|billed|charge|fee$/;
