/** The note that a shop without a place for tracking mails to its customer. */
import type { MessageContent, ParcelTold } from '../../../core/model/decision.ts';

export const noteOf = ({ kind, parcels }: MessageContent): string =>
  parcels.map((parcel) => sentenceOf(kind, parcel)).join(' ');

const sentenceOf = (kind: MessageContent['kind'], parcel: ParcelTold): string => {
  const number = parcel.trackingNumber;
  if (kind === 'void') {
    return number === null
      ? `Parcel ${String(parcel.label)} is not coming as announced.`
      : `Tracking number ${number} is no longer valid.`;
  }
  const what = number === null
    ? `Sent with ${parcel.carrier}, without tracking (parcel ${String(parcel.label)}).`
    : `Sent with ${parcel.carrier}, tracking number ${number}.`;
  const link = parcel.trackingUrl === null ? '' : ` ${parcel.trackingUrl}`;
  const instead = parcel.replaces === null ? '' : ` It takes the place of ${parcel.replaces}.`;
  return `${what}${link}${instead}`;
};
