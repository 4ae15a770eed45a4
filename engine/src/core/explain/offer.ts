/** What a person is asked when a ruling is offered: the words on the button, and what follows. */
import type { RulingKind } from '../model/dossier.ts';
import type { ExceptionCode } from '../model/exceptions.ts';

export type OfferWords = {
  /** On a button or in a list: a few words, in the imperative. */
  readonly words: string;
  /** What happens then, as a sentence. */
  readonly means: string;
};

export const explainOffer = (ruling: RulingKind, code: ExceptionCode | null): OfferWords =>
  (ruling === 'close' && code !== null ? closing[code] : undefined) ?? offers[ruling];

const offers: Readonly<Record<RulingKind, OfferWords>> = {
  'hold': {
    words: 'Hold it',
    means: 'Nothing of it is sent to ShipStation until somebody lets it go, or the time is up; ' +
      'what stands there without a label is taken out.',
  },
  'ship-short': {
    words: 'Ship what is there',
    means: 'The units that were picked go now. The rest follows as a later release when it is ' +
      'there.',
  },
  'address-confirmed': {
    words: 'The address is right',
    means: 'The order goes with the address as it stands, odd as it looks. It counts until the ' +
      'address changes.',
  },
  'weight-confirmed': {
    words: 'The weight is right',
    means: 'The order goes with the weights as they stand. It counts until a weight changes.',
  },
  'release-again': {
    words: 'Release it again',
    means: 'The order is put into ShipStation anew, under the next number.',
  },
  'try-again': {
    words: 'Try it again',
    means: 'Gatepass asks ShipStation once more. When it says no again, you are asked again.',
  },
  'tell-again': {
    words: 'Tell them again',
    means: 'The last message is sent once more, under the same id.',
  },
  'accept-new-series': {
    words: 'Believe the next message',
    means: 'The warehouse began to count anew: its next message counts as the newest, whatever ' +
      'its revision. This cannot be taken back.',
  },
  'change-adopted': {
    words: 'Let Gatepass change it',
    means: 'Another program made the order in ShipStation; Gatepass may change it from now on.',
  },
  'told-by-hand': {
    words: 'They have been told by hand',
    means: 'Gatepass sends nothing more about the labels as they stand. Another label is told ' +
      'as usual.',
  },
  'seen-leaving': {
    words: 'It was seen leaving',
    means: 'The parcels count as gone from the building now, by your word.',
  },
  'sent-otherwise': {
    words: 'It left by other means',
    means: 'What is confirmed and without a label counts as gone. Gatepass takes it out of ' +
      'ShipStation, and tells warehouse and channel the carrier and the number that you give.',
  },
  'close': {
    words: 'Close it',
    means: 'No system can prove that this is settled, so it closes by your word. It comes back ' +
      'when it grows worse.',
  },
};

/** Where closing says something more than that. */
const closing: Readonly<Partial<Record<ExceptionCode, OfferWords>>> = {
  'label.mismatched': {
    words: 'Accept the carrier and its cost',
    means: 'The label stays as it is, at its cost. Another label is judged anew.',
  },
  'label.on-cancelled': {
    words: 'The parcel was kept back',
    means: 'Somebody has the parcel in hand. Void the label too where the carrier pays it back.',
  },
  'label.before-gate': {
    words: 'The parcel was counted by hand',
    means: 'Somebody has checked what is in the parcel. Another label is judged anew.',
  },
  'label.duplicate': {
    words: 'All of these labels are right',
    means: 'Each of them is on a parcel of its own. One more label is judged anew.',
  },
  'label.foreign': {
    words: 'The label is right',
    means: 'Somebody made it on purpose outside the hand-over. Another label is judged anew.',
  },
  'pick.short-labelled': {
    words: 'The parcel was put right',
    means: 'Somebody has the parcel in hand. One more missing unit is judged anew.',
  },
};
