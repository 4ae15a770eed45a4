/**
 * What is still to be written so that the shop shows a message, from how its order stands now. All
 * written, there is nothing left to do: that is how telling is read back, and how it goes on after
 * an answer was lost.
 */
import { areSame, together, unitsOf, without, type Units } from '../../../contract/units.ts';
import type { MessageContent, ParcelTold } from '../../../core/model/decision.ts';
import { allocate, leftOf, type Piece } from './allocate.ts';
import type { Sent, Standing } from './standing.ts';
import { whyNot, type No } from './why-not.ts';

export type Step =
  | { readonly do: 'take-back'; readonly sent: string }
  | {
      readonly do: 'correct';
      readonly sent: string;
      readonly company: string | null;
      /** All numbers that it is to have afterwards. */
      readonly numbers: readonly string[];
      /** An explicit address, where the company is not one that the shop knows. */
      readonly url: string | null;
    }
  | { readonly do: 'send'; readonly parcel: ParcelTold; readonly piece: Piece };

type Refused = { readonly is: 'refused' } & No;

export type Plan =
  | { readonly is: 'told' }
  | { readonly is: 'to-do'; readonly steps: readonly Step[] }
  | Refused;

export type Told = Pick<MessageContent, 'kind' | 'at' | 'parcels'>;

/** What one parcel needs. */
type Due =
  | { readonly is: 'steps'; readonly steps: readonly Step[] }
  | { readonly is: 'send'; readonly parcel: ParcelTold; readonly units: Units }
  | Refused;

const nothing: Due = { is: 'steps', steps: [] };

/** `location` is the only one that counts, by its number; null: all do. */
export const planOf = (standing: Standing, told: Told, location: string | null): Plan => {
  const parcels = byNumber(told.parcels);
  if (told.kind === 'void') return planFrom(parcels.map((one) => takenBack(one, standing)));
  const dues = duesOf(parcels, standing, told.at);
  const firsts = dues.filter((one) => one.is !== 'send');
  // What was packed anew gives its units back before they are sent again.
  const givesBack = firsts.some((one) =>
    one.is === 'steps' && one.steps.some((step) => step.do === 'take-back'));
  if (givesBack) return planFrom(firsts);
  const sends = dues.filter((one) => one.is === 'send');
  if (sends.length > 0 && standing.isCancelled) {
    return no('order.closed', 'The order was cancelled in the shop');
  }
  return planFrom([...firsts, ...sendSteps(sends, standing, location)]);
};

const no = (code: string, text: string): Refused => ({ is: 'refused', code, text });

const planFrom = (dues: readonly Exclude<Due, { is: 'send' }>[]): Plan => {
  const refused = dues.find((one) => one.is === 'refused');
  if (refused !== undefined) return refused;
  const steps = eachOnce(dues.flatMap((one) => (one.is === 'steps' ? one.steps : [])));
  return steps.length === 0 ? { is: 'told' } : { is: 'to-do', steps };
};

/**
 * Two parcels may bear on one that was sent, and the shop says no to the second thing done to it:
 * what puts it right is done before what takes it back, and what is left comes of the next reading.
 */
const eachOnce = (steps: readonly Step[]): readonly Step[] => {
  const chosen = new Map<string, Step>();
  for (const step of steps) {
    if (step.do === 'send') continue;
    const before = chosen.get(step.sent);
    if (before === undefined || before.do === 'take-back') chosen.set(step.sent, step);
  }
  return steps.filter((step) => step.do === 'send' || chosen.get(step.sent) === step);
};

/** Several boxes may go under one number. */
const byNumber = (parcels: readonly ParcelTold[]): readonly ParcelTold[] =>
  [...Map.groupBy(parcels, ({ trackingNumber, label }) => trackingNumber ?? `label ${label}`)
    .values()]
    .flatMap((of) => of.slice(0, 1).map((one) =>
      ({ ...one, lines: of.flatMap(({ lines }) => lines) })));

const under = (sent: readonly Sent[], number: string | null): readonly Sent[] =>
  (number === null ? [] : sent.filter(({ numbers }) => numbers.includes(number)));

const contentsOf = (sent: readonly Sent[]): Units =>
  together(sent.map(({ units }) => units ?? new Map<string, number>()));

const takenBack = (
  { trackingNumber }: ParcelTold,
  { sent }: Standing,
): Exclude<Due, { is: 'send' }> =>
  (trackingNumber === null
    ? no('parcel.untracked', 'A parcel without a tracking number cannot be told from others in ' +
      'the shop: take it back there')
    : { is: 'steps', steps: withoutNumber(sent, trackingNumber) });

const withoutNumber = (sent: readonly Sent[], number: string): readonly Step[] =>
  under(sent, number).map(({ id, numbers, company }): Step => {
    const others = numbers.filter((one) => one !== number);
    return others.length === 0
      ? { do: 'take-back', sent: id }
      : { do: 'correct', sent: id, company, numbers: others, url: null };
  });

/**
 * Sent so much before it was wished for, by two clocks, it may still be what was wished for: one
 * that is overlooked would be sent again.
 */
const clocksDiffer = 120_000;

/** Each parcel without a number is found by its contents, and each of those found counts once. */
const duesOf = (
  parcels: readonly ParcelTold[],
  { sent }: Standing,
  at: Told['at'],
): readonly Due[] => {
  const nameless = sent.filter(({ numbers, createdAt }) =>
    numbers.length === 0 && createdAt >= at - clocksDiffer);
  const counted = new Set<string>();
  return parcels.map((parcel): Due => {
    if (parcel.trackingNumber !== null) return dueOf(parcel, parcel.trackingNumber, sent);
    const units = unitsOf(parcel.lines);
    if (units.size === 0) return nobodySaid;
    const found = nameless.find((one) =>
      !counted.has(one.id) && one.units !== null && areSame(one.units, units));
    if (found === undefined) return { is: 'send', parcel, units };
    counted.add(found.id);
    return nothing;
  });
};

const nobodySaid = no('parcel.empty', 'Nobody has said what is in the parcel, and the shop would ' +
  'take it for all that is left of the order');

const dueOf = (parcel: ParcelTold, number: string, sent: readonly Sent[]): Due => {
  const { replaces } = parcel;
  const units = unitsOf(parcel.lines);
  const standing = under(sent, number);
  const missing = without(units, contentsOf(standing));
  const former = replaces === number ? [] : under(sent, replaces);
  const isThere = standing.length > 0 && missing.size === 0;
  if (replaces !== null && former.length > 0) {
    const steps = isThere
      ? withoutNumber(former, replaces) : relabelled(parcel, number, former, units);
    return { is: 'steps', steps };
  }
  if (isThere) return nothing;
  return units.size === 0 ? nobodySaid : { is: 'send', parcel, units: missing };
};

/** The number is put right where the goods are the same; else they are sent anew. */
const relabelled = (
  { replaces, carrier, trackingUrl }: ParcelTold,
  number: string,
  former: readonly Sent[],
  units: Units,
): readonly Step[] => {
  const isSame = units.size === 0 || areSame(contentsOf(former), units);
  return former.map((one): Step => {
    const others = one.numbers.filter((other) => other !== replaces && other !== number);
    if (!isSame && others.length === 0) return { do: 'take-back', sent: one.id };
    return {
      do: 'correct', sent: one.id, company: carrier, numbers: [...others, number],
      url: others.length === 0 ? trackingUrl : null,
    };
  });
};

const sendSteps = (
  sends: readonly Extract<Due, { is: 'send' }>[],
  standing: Standing,
  location: string | null,
): readonly Exclude<Due, { is: 'send' }>[] => {
  const work = standing.work.filter((one) =>
    one.mayBeSent && (location === null || one.location.id === location));
  const adopted = new Set<string>();
  let left = leftOf(work);
  return sends.map(({ parcel, units }) => {
    const { pieces, lacking, left: after } = allocate(units, work, left);
    if (lacking.size === 0) {
      left = after;
      return {
        is: 'steps', steps: pieces.map((piece): Step => ({ do: 'send', parcel, piece })),
      };
    }
    // Somebody has marked just these goods as sent, and given no number: it is theirs.
    const bare = standing.sent.find(({ id, numbers, units: contents }) => numbers.length === 0 &&
      !adopted.has(id) && contents !== null && areSame(contents, units));
    const number = parcel.trackingNumber;
    if (bare === undefined || number === null) {
      return { is: 'refused', ...whyNot(lacking, standing, location) };
    }
    adopted.add(bare.id);
    return {
      is: 'steps',
      steps: [{
        do: 'correct', sent: bare.id, company: parcel.carrier, numbers: [number],
        url: parcel.trackingUrl,
      }],
    };
  });
};
