import type { Address } from '../../../core/model/address.ts';
import type { Shipment } from './shipment.ts';

/** Their street is a text of any number of lines; a building has a name of its own. */
export const addressOf = (shipment: Shipment): Address => {
  const to = shipment['delivery_address.'];
  const customer = shipment['customer.'];
  const [street1 = null, street2 = null, ...rest] = [
    to?.name ?? '', ...(to?.street ?? '').split('\n'),
  ].map((one) => one.trim()).filter((one) => one !== '');
  // `GB-LND`: the country stands before it [ISO 3166-2].
  const state = to?.['subdivision.']?.code?.replace(/^[A-Z]{2}-/, '') ?? null;
  return {
    name: to?.party_name ?? customer.full_name ?? customer.name, company: null,
    street1, street2, street3: rest.length === 0 ? null : rest.join(', '),
    city: to?.city ?? null, state, postalCode: to?.postal_code ?? null,
    country: to?.['country.']?.code?.toUpperCase() ?? null,
    phone: customer.phone ?? customer.mobile, email: customer.email,
  };
};
