import type { Operation, RulingKind } from '../model/dossier.ts';
import type { Sighting } from '../model/sighting.ts';
import type { Mark } from '../model/shipstation.ts';
import { renderMoney } from '../model/measures.ts';
import {
  counted, ended, named, opening, plain, quoted, quotedLast, statusWord,
} from './words.ts';

/** One line of the timeline: who did what, in words. */
export type Told = {
  readonly who: 'warehouse' | 'shipstation' | 'channel' | 'gatepass' | 'person';
  readonly kind: 'said' | 'call';
  readonly sentence: string;
  readonly isProblem: boolean;
};

export const explainSighting = (
  sighting: Sighting,
  operationOf: (attempt: string) => Operation | null,
  /** Whoever may not see costs reads the same story without them. */
  costs: 'shown' | 'hidden' = 'shown',
): Told => {
  switch (sighting.kind) {
    case 'warehouse-says': {
      const { snapshot } = sighting;
      const units = (pick: 'ordered' | 'picked' | 'packed' | 'short'): number =>
        snapshot.lines.reduce((sum, one) => sum + one[pick], 0);
      const short = units('short');
      return said('warehouse',
        `Consignment ${named(sighting.reference)} is ${statusWord[snapshot.status]}: ` +
        `${String(units('picked'))} of ${counted(units('ordered'), 'unit')} picked, ` +
        `${String(units('packed'))} packed${short > 0 ? `, ${String(short)} short` : ''} ` +
        `(revision ${String(snapshot.revision)}).`, short > 0);
    }
    case 'channel-says':
      return said('channel', `The order is ${sighting.order.status} ` +
        `(revision ${String(sighting.order.revision)}).`, false);
    case 'shipstation-order':
      return said('shipstation', `Order ${named(sighting.order.number)} seen: ` +
        ended(statusInWords(sighting.order.status)), false);
    case 'shipstation-order-gone':
      return said('shipstation', 'The order is no longer there.', true);
    case 'adopted':
      return ours(`Order taken over at going live: ${plain(sighting.adoption.evidence, 150)}.`,
        false);
    case 'label-asked':
      return said('warehouse',
        `The bench asks for the label of parcel ${named(sighting.parcel)}.`, false);
    case 'ruled': {
      const { by, kind, why, sent } = sighting.ruling;
      const number = sent?.trackingNumber ?? null;
      const how = sent === undefined ? ''
        : `, by ${named(sent.carrier)}${number === null ? '' : ` ${named(number)}`}`;
      return { who: 'person', kind: 'said', isProblem: false,
        sentence: `${opening('User', named(by))} ${ruled[kind]}${how}: ${quotedLast(why)}` };
    }
    case 'ruling-withdrawn': {
      const { by, why } = sighting.withdrawal;
      return { who: 'person', kind: 'said', isProblem: false,
        sentence: `${opening('User', named(by))} takes a ruling back: ${quotedLast(why)}` };
    }
    case 'label': {
      const { label } = sighting;
      const number = label.trackingNumber === null
        ? 'without a tracking number' : named(label.trackingNumber);
      const carrier = named(label.carrier);
      return label.voidedAt === null
        ? said('shipstation', `Label made: ${carrier} ${number}` +
            (costs === 'shown' ? `, ${renderMoney(label.cost)}` : '') +
            `${label.isReturn ? ', for goods coming back' : ''}.`, false)
        : said('shipstation', `Label voided: ${carrier} ${number}.`, true);
    }
    case 'mark':
      return markSaid(sighting.mark);
    case 'begun':
      return ours(`${doing[sighting.attempt.operation]}.`, false);
    case 'answered':
      return answered(sighting, operationOf(sighting.attempt));
    case 'message-written':
      return ours(`Message for the ${sighting.message.to} written.`, false);
    case 'acknowledged':
      return said('gatepass', 'The message was taken in and confirmed.', false);
    default:
      return sighting satisfies never;
  }
};

const markSaid = ({ carrier, trackingNumber, provider, voidedAt }: Mark): Told => {
  const by = carrier === null ? '' : `, by ${named(carrier)}`;
  const number = trackingNumber === null
    ? ', without a tracking number' : ` ${named(trackingNumber)}`;
  if (voidedAt !== null) {
    return said('shipstation', `No longer marked as shipped${by}${number}.`, true);
  }
  return said('shipstation', provider === null ? `Marked as shipped${by}${number}.`
    : `Sent by ${named(provider)}${by}${number}.`, false);
};

const doing: Readonly<Record<Operation, string>> = {
  'create-order': 'Sending the order to ShipStation',
  'amend-order': 'Changing the order in ShipStation',
  'withdraw-order': 'Taking the order out of ShipStation',
  'park-order': 'Putting the order on hold in ShipStation',
  'unpark-order': 'Taking the order off hold in ShipStation',
  'mark-as-shipped': 'Marking the order as shipped in ShipStation',
  'buy-label': 'Buying the label',
  'void-label': 'Voiding the label',
  'tell-warehouse': 'Sending a message to the warehouse',
  'tell-channel': 'Sending a message to the channel',
};

const systemOf = (operation: Operation): Told['who'] =>
  operation === 'tell-warehouse' ? 'warehouse'
  : operation === 'tell-channel' ? 'channel' : 'shipstation';

const ruled: Readonly<Record<RulingKind, string>> = {
  'hold': 'holds the order',
  'ship-short': 'lets it go short',
  'address-confirmed': 'says that the address is right',
  'weight-confirmed': 'says that the weight is right',
  'release-again': 'has it released again',
  'try-again': 'has it tried again',
  'tell-again': 'has it told again',
  'accept-new-series': 'says that the revisions began anew',
  'change-adopted': 'lets Gatepass change what another program made',
  'told-by-hand': 'has told them by hand',
  'seen-leaving': 'saw it leave the building',
  'sent-otherwise': 'says that it left by other means',
  'close': 'closes an exception',
};

const answered = (
  { outcome }: Extract<Sighting, { kind: 'answered' }>,
  operation: Operation | null,
): Told => {
  const who = operation === null ? 'gatepass' : systemOf(operation);
  switch (outcome.is) {
    case 'done':
      return { who, kind: 'call', isProblem: false,
        sentence: who === 'shipstation' ? 'ShipStation said yes.' : 'Took the message.' };
    case 'refused':
      return {
        who, kind: 'call', isProblem: true, sentence: `Refused: ${quotedLast(outcome.text)}`,
      };
    case 'unknown':
      return { who, kind: 'call', isProblem: true,
        sentence: `No usable answer: ${quotedLast(outcome.text)} It may or may not have arrived.` };
    default:
      return outcome satisfies never;
  }
};

const statusInWords = (status: { readonly is: string; readonly text?: string }): string =>
  status.is === 'other' ? quoted(status.text ?? '') : status.is.replaceAll('-', ' ');

const said = (who: Told['who'], sentence: string, isProblem: boolean): Told =>
  ({ who, kind: 'said', sentence, isProblem });

const ours = (sentence: string, isProblem: boolean): Told =>
  ({ who: 'gatepass', kind: 'call', sentence, isProblem });
