/**
 * Which carrier a tracking number looks like, by shapes that carriers and the Universal Postal
 * Union (S10) publish. A suggestion for a person; never a fact.
 */
export const looksLikeCarrier = (trackingNumber: string): string | null =>
  shapes.find(({ shape }) => shape.test(trackingNumber.replaceAll(' ', '').toUpperCase()))?.carrier
    ?? null;

const shapes: readonly { readonly carrier: string; readonly shape: RegExp }[] = [
  { carrier: 'ups', shape: /^1Z[0-9A-Z]{16}$/ },
  { carrier: 'royal_mail', shape: /^[A-Z]{2}\d{9}GB$/ },
  { carrier: 'a postal service', shape: /^[A-Z]{2}\d{9}[A-Z]{2}$/ },
  { carrier: 'stamps_com', shape: /^(94|93|92|95)\d{20}$/ },
  { carrier: 'dpd', shape: /^\d{14}$/ },
  { carrier: 'fedex', shape: /^(\d{12}|\d{15})$/ },
  { carrier: 'dhl_express', shape: /^\d{10}$/ },
];
