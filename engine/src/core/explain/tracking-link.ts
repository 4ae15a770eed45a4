/**
 * Carriers as customers know them, and where each shows what became of a number. The addresses are
 * the carriers' own public pages; of a carrier that is not here only the number is told.
 */
import { named } from './words.ts';

type Known = { readonly begins: string; readonly name: string; readonly page: string | null };

/** By the beginning of ShipStation's code (`ups_walleted`) or of a warehouse's word (`DPD UK`). */
const known: readonly Known[] = [
  { begins: 'royalmail', name: 'Royal Mail',
    page: 'https://www.royalmail.com/track-your-item#/tracking-results/' },
  { begins: 'dpd', name: 'DPD', page: 'https://track.dpd.co.uk/search?reference=' },
  { begins: 'evri', name: 'Evri', page: 'https://www.evri.com/track/parcel/' },
  { begins: 'hermes', name: 'Evri', page: 'https://www.evri.com/track/parcel/' },
  { begins: 'parcelforce', name: 'Parcelforce',
    page: 'https://www.parcelforce.com/track-trace?trackNumber=' },
  { begins: 'ups', name: 'UPS', page: 'https://www.ups.com/track?tracknum=' },
  { begins: 'fedex', name: 'FedEx', page: 'https://www.fedex.com/fedextrack/?trknbr=' },
  { begins: 'usps', name: 'USPS',
    page: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=' },
  { begins: 'stampscom', name: 'USPS',
    page: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=' },
  { begins: 'dhl', name: 'DHL', page: null },
  { begins: 'yodel', name: 'Yodel', page: null },
];

const knownAs = (carrier: string): Known | null => {
  const word = carrier.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return known.find(({ begins }) => word.startsWith(begins)) ?? null;
};

export const carrierName = (carrier: string): string => knownAs(carrier)?.name ?? named(carrier);

/** Null where the carrier has no page that we know, or the number is none that fits an address. */
export const trackingLink = (carrier: string, trackingNumber: string): string | null => {
  const page = knownAs(carrier)?.page ?? null;
  return page === null || !/^[A-Za-z0-9-]{5,60}$/.test(trackingNumber)
    ? null : `${page}${trackingNumber}`;
};
