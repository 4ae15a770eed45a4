/** A decision as a warehouse lead would have it told: headline, who owes what, what will happen. */
import type {
  Action, ConsignmentDecision, LabelContent, MessageContent, Obligation, ObligationKind,
  ReleaseContent,
} from '../src/core/model/decision.ts';
import { exceptionCodes } from '../src/core/model/exceptions.ts';
import { readKey } from '../src/core/model/ids.ts';
import type { Reason } from '../src/core/model/reasons.ts';
import { explainHeadline } from '../src/core/explain/headline.ts';
import { explainReason } from '../src/core/explain/reason.ts';
import {
  clock, counted, listed, partyWord, stageWord, type Reader,
} from '../src/core/explain/words.ts';
import { findingsIn, orderNumbered, type World } from './world.ts';

export const decisionInWords = (world: World): readonly string[] => {
  const { decision, now } = world;
  const reader = { timeZone: 'Europe/London', now };
  const several = decision.consignments.length > 1;
  return [
    `${stageWord[decision.headline.stage]}. ${explainHeadline(decision.headline, reader)}`,
    ...decision.consignments.flatMap((one) => [
      ...(several ? [`${one.reference}:`] : []),
      ...consignmentInWords(world, one, reader).map((line) => `${several ? '  ' : ''}${line}`),
    ]),
    ...findingsIn(world).map(({ severity, rule, says }) =>
      `THE CHECK FINDS (${severity}, ${rule}): ${says}`),
  ];
};

const consignmentInWords = (
  world: World,
  { consignment, obligations, actions, exceptions, lookAgainAt }: ConsignmentDecision,
  reader: Reader,
): readonly string[] => {
  const skus = new Map((world.dossier.consignments[consignment]?.says?.snapshot.lines ?? [])
    .map(({ line, sku }) => [line, sku]));
  const sku = (line: string): string => skus.get(line) ?? `line ${line}`;
  // What the headline says already is not said twice.
  const sentence = (because: Reason): string =>
    because === world.decision.headline.because ? '' : ` ${explainReason(because, reader)}`;
  return [
    ...withState(obligations, 'open').map(({ kind, state }) =>
      `${opened(kind, state, reader)}${sentence(state.because)}`),
    ...summary('done', withState(obligations, 'met').map(({ kind, state }) =>
      `${duty[kind]} ${state.is === 'met' ? clock(state.at, reader) : ''}`)),
    ...notOwed(obligations, reader),
    ...summary('later', withState(obligations, 'later').map(({ kind }) => duty[kind])),
    ...actions.map((one) => `Gatepass will ${actionInWords(world, one, reader)}`),
    ...exceptions.map(({ code, lines, because, since }) => {
      const { title, severity, owner } = exceptionCodes[code];
      const which = lines.length === 0 ? '' : `, ${listed(lines.map(sku))}`;
      return `EXCEPTION (${String(severity)}, ${owner.replace('-', ' ')}): ${title}${which}, ` +
        `since ${clock(since, reader)}.${sentence(because)}`;
    }),
    ...(lookAgainAt === null ? [] : [`decides again at ${seconds(lookAgainAt, reader)}`]),
  ];
};

const duty: Readonly<Record<ObligationKind, string>> = {
  'confirm': 'confirm the goods', 'release': 'release', 'label': 'label',
  'tell-warehouse': 'tell the warehouse', 'tell-channel': 'tell the channel',
  'leave': 'leave the building',
};

const withState = (
  all: readonly Obligation[],
  is: Obligation['state']['is'],
): readonly Obligation[] => all.filter(({ state }) => state.is === is);

/** Duties that fall away for one reason stand together. */
const notOwed = (all: readonly Obligation[], reader: Reader): readonly string[] => {
  const byReason = Map.groupBy(withState(all, 'not-owed'), ({ state }) =>
    explainReason(state.because, reader));
  return [...byReason].map(([reason, which]) =>
    `not owed: ${which.map(({ kind }) => duty[kind]).join(', ')}. ${reason}`);
};

const opened = (kind: ObligationKind, state: Obligation['state'], reader: Reader): string => {
  if (state.is !== 'open') return '';
  const limit = state.limitAt === null ? '' : `, limit ${clock(state.limitAt, reader)}`;
  return `open: ${duty[kind]} — ${partyWord[state.waitsOn]}, since ` +
    `${clock(state.since, reader)}${limit}.`;
};

const summary = (what: string, words: readonly string[]): readonly string[] =>
  words.length === 0 ? [] : [`${what}: ${words.join(', ')}`];

const seconds = (at: number, reader: Reader): string => {
  const rest = Math.ceil((at % 60_000) / 1_000);
  return rest === 0 ? clock(at, reader) : `${clock(at, reader)}:${String(rest).padStart(2, '0')}`;
};

const actionInWords = (world: World, action: Action, reader: Reader): string => {
  switch (action.do) {
    case 'create-order':
      return `send ${released(action.release)} to ShipStation${due(action, reader)}`;
    case 'amend-order':
      return `change ${numberOf(world, action.order)} in ShipStation to ` +
        released(action.release);
    case 'withdraw-order': return `take ${numberOf(world, action.order)} out of ShipStation`;
    case 'park-order': return `put ${numberOf(world, action.order)} on hold`;
    case 'unpark-order': return `take ${numberOf(world, action.order)} off hold`;
    case 'mark-as-shipped':
      return `mark ${numberOf(world, action.order)} as shipped by ${action.carrier} with ` +
        action.trackingNumber;
    case 'buy-label':
      return `buy the label of ${numberOf(world, action.order)}: ${bought(action.content, reader)}`;
    case 'void-label': return `void the label ${action.label}`;
    case 'tell-warehouse': return `tell the warehouse: ${told(action.message)}`;
    case 'tell-channel': return `tell the channel: ${told(action.message)}`;
    default: return action satisfies never;
  }
};

const released = ({ key, number, lines, shipTo, carrier, service }: ReleaseContent): string => {
  const goods = lines.map(({ sku, quantity }) => `${String(quantity)} ${sku}`);
  const how = carrier === null ? 'any carrier' : `${carrier} ${service ?? ''}`.trim();
  return `${number} (release ${readKey(key)?.rest ?? '?'}): ${listed(goods)} by ${how} to ` +
    `${shipTo.street1}, ${shipTo.city}`;
};

const bought = ({
  lines, carrier, service, package: type, confirmation, weightGrams, size, collectedAt,
}: LabelContent, reader: Reader): string => {
  const goods = listed(lines.map(({ sku, quantity }) => `${String(quantity)} ${sku ?? '?'}`));
  const sides = size === null ? '' : `, ${[size.lengthMm, size.widthMm, size.heightMm]
    .map(String).join(' × ')} mm`;
  const hand = confirmation === 'none' ? '' : `, ${confirmation}`;
  const van = collectedAt === null ? '' : `, for ${clock(collectedAt, reader)}`;
  return `${goods} in one ${type} by ${carrier} ${service}, ${String(weightGrams)} g${sides}` +
    `${hand}${van}`;
};

const due = ({ urgency }: Action, reader: Reader): string => {
  const { cutOff, wave, sequence } = urgency;
  const parts = [
    cutOff === null ? null : `for ${clock(cutOff, reader)}`,
    wave === null ? null : `wave ${wave}`,
    sequence === null ? null : `tote ${String(sequence)}`,
  ].filter((one) => one !== null);
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
};

const told = ({ kind, parcels, voids }: MessageContent): string => {
  const parcel = parcels.map(({ trackingNumber, carrier, replaces, lines }) => {
    const instead = replaces === null ? '' : ` instead of ${replaces}`;
    const goods = listed(lines.map(({ line, quantity }) => `${String(quantity)} of line ${line}`));
    const contents = goods === '' ? '' : ` with ${goods}`;
    return `${trackingNumber ?? 'no number'} by ${carrier}${instead}${contents}`;
  });
  const back = voids.length === 0 ? [] : [`takes back ${counted(voids.length, 'label')}`];
  return [kind, ...parcel, ...back].join('; ');
};

const numberOf = (world: World, order: string): string => {
  for (const facts of Object.values(world.dossier.consignments)) {
    const found = Object.values(facts.orders).find((one) => one.order.id === order);
    if (found !== undefined) return found.order.number;
  }
  return orderNumbered(world, order).sighting.order.number;
};
