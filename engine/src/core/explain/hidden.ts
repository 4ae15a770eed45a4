/**
 * What another system was told or told us, without what the reader has no need of: who the
 * customer is and where they live, or what things cost. It goes by the names that systems give
 * these; what cannot be taken apart by names is not shown at all.
 */
export type Hiding = { readonly customers: boolean; readonly costs: boolean };

/** JSON in, JSON out; null where nothing of it may be shown. */
export const hideInJson = (value: unknown, hiding: Hiding): unknown =>
  hiding.customers || hiding.costs ? hidden(value, hiding, 'nobody') : value;

const left = '…';

/** Whose part of a document it is: within a customer's part everything is theirs. */
type Whose = 'nobody' | 'customer' | 'cost';

const hidden = (value: unknown, hiding: Hiding, whose: Whose): unknown => {
  if (Array.isArray(value)) return value.map((one) => hidden(one, hiding, whose));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]): [string, unknown] =>
      [name, hidden(one, hiding, whose === 'nobody' ? whoseIs(name, hiding) : whose)]));
  }
  return whose === 'nobody' || value === null || value === '' || typeof value === 'boolean'
    ? value : left;
};

const whoseIs = (name: string, { customers, costs }: Hiding): Whose => {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (customers && ofCustomers.test(plain)) return 'customer';
  return costs && ofCosts.test(plain) ? 'cost' : 'nobody';
};

/** `shipTo`, `shippingAddress`, `customerEmail`, `street1`, `postalCode`, `giftMessage` … */
const ofCustomers = new RegExp(`^(${[
  'shipto|billto|soldto|deliverto|shipping|billing',
  '(shipping|billing|delivery|invoice|recipient|residential|email)?address\\w*',
  'customer(?!id$|s?number$)\\w*|recipient\\w*|consignee\\w*|buyer\\w*|contact\\w*',
  '(first|last|full|family|given|sur)name|company\\w*',
  '\\w*street\\d*|city|town|suburb|locality|state|province\\w*|county|region',
  'post(al)?code|zip(code)?|\\w*phone\\w*|mobile|fax|\\w*email\\w*',
  'gift\\w*|(customer|internal|buyer|order)?notes?',
].join('|')})$`);

const ofCosts = /cost|^rates?$|amountpaid|^price$|billed|charge|fee$/;
