/**
 * What customer service knows of an order in one breath, and what a customer may be told: both
 * made of the same facts. That something left is said only where somebody saw it leave; before
 * that there is a label, and no more.
 */
import { outboundLabels } from '../facts/labels.ts';
import { consignmentsOf } from '../facts/one-identity.ts';
import { sentParcels } from '../facts/sent-otherwise.ts';
import type { ConsignmentDecision, Decision, Obligation } from '../model/decision.ts';
import type { ConsignmentFacts, Dossier } from '../model/dossier.ts';
import { exceptionCodes } from '../model/exceptions.ts';
import type { WarehouseStatus } from '../model/warehouse.ts';
import { moment, parcelWord, type ReplyLanguage } from './customer-words.ts';
import { carrierName, trackingLink } from './tracking-link.ts';
import { listed, named, statusWord, type Reader } from './words.ts';

export type SentParcel = {
  readonly carrier: string;
  readonly trackingNumber: string | null;
  /** The carrier's public page for this number. */
  readonly link: string | null;
};

export type Answer = {
  /** For whoever answers: facts, with what is still being put right. */
  readonly sentence: string;
  /** For the customer, to be copied as it stands. */
  readonly reply: string;
  readonly parcels: readonly SentParcel[];
};

/** How far one consignment has come, as far as it concerns the customer. */
type Way =
  | { readonly is: 'cancelled' }
  | { readonly is: 'left'; readonly at: number; readonly parcels: readonly SentParcel[] }
  | { readonly is: 'labelled'; readonly at: number; readonly parcels: readonly SentParcel[] }
  | { readonly is: 'held'; readonly title: string }
  | { readonly is: 'ahead'; readonly status: WarehouseStatus | null };

type Part = { readonly warehouse: string; readonly way: Way; readonly channel: Obligation | null };

export const answerAbout = (
  dossier: Dossier,
  decision: Decision | null,
  reader: Reader,
  language: ReplyLanguage,
): Answer => {
  const parts = consignmentsOf(dossier).map((facts): Part => {
    const decided = decision?.consignments.find((one) => one.consignment === facts.id) ?? null;
    return {
      warehouse: named(facts.warehouse), way: wayOf(dossier, facts, decided),
      channel: decided?.obligations.find((one) => one.kind === 'tell-channel') ?? null,
    };
  });
  const nothingYet: Way = dossier.channelSays?.order.status === 'cancelled'
    ? { is: 'cancelled' } : { is: 'ahead', status: null };
  const ways = parts.length === 0 ? [nothingYet] : parts.map(({ way }) => way);
  const telling: Telling = { reader, language };
  return {
    sentence: [
      ...(parts.length < 2 ? ways.map((way) => knownOf(way, telling))
        : parts.map(({ warehouse, way }) => `From ${warehouse}: ${knownOf(way, telling)}`)),
      ...channelWords(parts),
    ].join(' '),
    reply: replyOf(dossier.orderNumber, ways, telling),
    parcels: ways.flatMap((way) => ('parcels' in way ? way.parcels : [])),
  };
};

type Telling = { readonly reader: Reader; readonly language: ReplyLanguage };

const wayOf = (
  dossier: Dossier,
  facts: ConsignmentFacts,
  decided: ConsignmentDecision | null,
): Way => {
  const labels = [...outboundLabels(facts), ...sentParcels(facts)].map(({ label }) => label);
  const dispatch = facts.says?.snapshot.dispatch ?? null;
  const parcels = labels.length > 0
    ? labels.map((one) => sent(one.carrier, one.trackingNumber))
    : (dispatch?.trackingNumbers ?? []).map((one) => sent(dispatch?.carrier ?? '', one));
  const leaving = decided?.obligations.find((one) => one.kind === 'leave')?.state;
  if (leaving?.is === 'met') return { is: 'left', at: leaving.at, parcels };
  const status = facts.says?.snapshot.status ?? null;
  if (status === 'cancelled' || dossier.channelSays?.order.status === 'cancelled') {
    return { is: 'cancelled' };
  }
  const newest = labels.at(-1);
  if (newest !== undefined) return { is: 'labelled', at: newest.madeAt, parcels };
  const gravest = (decided?.exceptions ?? [])
    .toSorted((one, other) =>
      exceptionCodes[one.code].severity - exceptionCodes[other.code].severity)[0];
  return gravest === undefined ? { is: 'ahead', status }
    : { is: 'held', title: exceptionCodes[gravest.code].title };
};

const sent = (carrier: string, number: string | null): SentParcel => ({
  carrier: carrier === '' ? 'the carrier' : carrierName(carrier),
  trackingNumber: number === null ? null : named(number, 60),
  link: number === null ? null : trackingLink(carrier, number),
});

const knownOf = (way: Way, { reader, language }: Telling): string => {
  switch (way.is) {
    case 'cancelled':
      return 'It is cancelled, and nothing has been seen leaving.';
    case 'left':
      return `It left the warehouse ${moment(way.at, reader, language)}${
        withNumbers(way.parcels)}.`;
    case 'labelled':
      return `The label was made ${moment(way.at, reader, language)}${
        withNumbers(way.parcels)}; it has not been seen leaving the warehouse yet.`;
    case 'held':
      return `There is no label yet, and something has to be settled first: ${way.title}.`;
    case 'ahead':
      return way.status === null
        ? 'There is no label yet: no warehouse has taken the order up.'
        : `There is no label yet: the warehouse says it is ${statusWord[way.status]}.`;
    default:
      return way satisfies never;
  }
};

/** `, DPD 1550…` of one parcel, `, DPD 1550… and UPS 1Z…` of several. */
const withNumbers = (parcels: readonly SentParcel[]): string =>
  parcels.length === 0 ? '' : `, ${listed(parcels.map(({ carrier, trackingNumber }) =>
    `${carrier}${trackingNumber === null ? ' without a number' : ` ${trackingNumber}`}`))}`;

/** The shop shows something else than is so: who talks to a customer should know it. */
const channelWords = (parts: readonly Part[]): readonly string[] => {
  const open = parts.flatMap(({ channel, way }) =>
    channel?.state.is === 'open' && 'parcels' in way ? [channel.state] : []);
  const [first] = open;
  if (first === undefined) return [];
  return [first.waitsOn === 'person'
    ? 'The channel has not confirmed the tracking number, and somebody has to look into that.'
    : 'The channel has not confirmed the tracking number yet; Gatepass is telling it.'];
};

const replyOf = (orderNumber: string, ways: readonly Way[], telling: Telling): string => {
  const told = ways.length === 1 ? ways.map((way) => toldOf(way, telling))
    : [
      `It comes in ${String(ways.length)} parts.`,
      ...ways.map((way, at) => `Part ${String(at + 1)}: ${toldOf(way, telling)}`),
    ];
  const links = ways.flatMap((way) => ('parcels' in way ? way.parcels : []))
    .flatMap(({ link }) => (link === null ? [] : [link]));
  return [
    'Hello,',
    `Thank you for asking about your order ${named(orderNumber)}.`,
    told.join('\n'),
    ...(links.length === 0 ? []
      : [`You can follow the ${parcelWord[telling.language]} here:\n${links.join('\n')}`]),
    telling.language === 'en-US' ? 'Best regards,' : 'Kind regards',
  ].join('\n\n');
};

const toldOf = (way: Way, { reader, language }: Telling): string => {
  const parcel = parcelWord[language];
  switch (way.is) {
    case 'cancelled':
      return 'It has been cancelled.';
    case 'left':
      return `It left our warehouse ${moment(way.at, reader, language)}${
        numbersTold(way.parcels)}.`;
    case 'labelled':
      return `It was labelled ${moment(way.at, reader, language)}${numbersTold(way.parcels)}. ` +
        `We have not seen the ${parcel} leave our warehouse yet, so the carrier may not show ` +
        'anything under that number so far.';
    case 'held':
      return 'It has not been sent yet: something about it has to be settled first.';
    case 'ahead':
      return aheadTold[way.status ?? 'received'];
    default:
      return way satisfies never;
  }
};

const numbersTold = (parcels: readonly SentParcel[]): string => {
  const known = parcels.flatMap(({ carrier, trackingNumber }) =>
    (trackingNumber === null ? [] : [`${trackingNumber} (${carrier})`]));
  if (known.length === 0) return '';
  return `, with the tracking number${known.length === 1 ? '' : 's'} ${listed(known, 1_000)}`;
};

const aheadTold: Readonly<Record<WarehouseStatus, string>> = {
  received: 'We have it, and it waits to be picked.',
  allocated: 'The goods are set aside for it, and it waits to be picked.',
  picking: 'It is being picked now.',
  picked: 'It has been picked, and is being packed.',
  packed: 'It has been packed, and waits for its label.',
  dispatched: 'Our warehouse is finishing it.',
  cancelled: 'It has been cancelled.',
};
