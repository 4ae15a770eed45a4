/**
 * What is still to be written so that the shop shows a message, from how its order stands now. All
 * written, there is nothing left to do: that is how telling is read back, and how it goes on after
 * an answer was lost. A number that stands there cannot be changed: the parcel is taken back and
 * sent anew.
 */
import { areSame, together, unitsOf, without, type Units } from '../../../contract/units.ts';
import type { MessageContent, ParcelTold } from '../../../core/model/decision.ts';
import { numbersOf, type Sent, type Standing } from './standing.ts';
import { whyNot, type No } from './why-not.ts';

export type Step =
  | { readonly do: 'take-back'; readonly sent: string }
  | {
      readonly do: 'send';
      readonly method: string;
      readonly tracking: string;
      readonly units: Units;
    }
  /** It stands there, and not yet as on its way. */
  | { readonly do: 'ship'; readonly sent: string };

type Refused = { readonly is: 'refused' } & No;

export type Plan =
  | { readonly is: 'told' }
  /** All of one kind, and none needs what another gives. */
  | { readonly is: 'to-do'; readonly steps: readonly Step[] }
  | Refused;

export type Told = Pick<MessageContent, 'kind' | 'at' | 'parcels'>;

type Due = { readonly is: 'steps'; readonly steps: readonly Step[] } | Refused;

export const planOf = (standing: Standing, told: Told): Plan => {
  const parcels = byNumber(told.parcels);
  const dues = told.kind === 'void'
    ? parcels.map((one) => takenBack(one.trackingNumber, standing))
    : duesOf(parcels, standing, told.at);
  const refused = dues.find((one) => one.is === 'refused');
  if (refused !== undefined) return refused;
  const steps = eachOnce(dues.flatMap((one) => (one.is === 'steps' ? one.steps : [])));
  if (steps.length === 0) return { is: 'told' };
  // What was packed anew gives its units back before they are sent again.
  for (const first of ['take-back', 'send'] as const) {
    const some = steps.filter((step) => step.do === first);
    if (some.length === 0) continue;
    return first === 'send' ? sending(steps, standing) : { is: 'to-do', steps: some };
  }
  return { is: 'to-do', steps };
};

/** Two parcels may take the place of one, and it is taken back once. */
const eachOnce = (steps: readonly Step[]): readonly Step[] => {
  const nameOf = (step: Step) => (step.do === 'send' ? step : `${step.do} ${step.sent}`);
  return [...new Map(steps.map((step) => [nameOf(step), step])).values()];
};

const no = (code: string, text: string): Refused => ({ is: 'refused', code, text });
const due = (...steps: readonly Step[]): Due => ({ is: 'steps', steps });

/** Several boxes may go under one number. */
const byNumber = (parcels: readonly ParcelTold[]): readonly ParcelTold[] =>
  [...Map.groupBy(parcels, ({ trackingNumber, label }) => trackingNumber ?? `label ${label}`)
    .values()]
    .flatMap((of) => of.slice(0, 1).map((one) =>
      ({ ...one, lines: of.flatMap(({ lines }) => lines) })));

const under = (sent: readonly Sent[], number: string | null): readonly Sent[] =>
  (number === null ? [] : sent.filter((one) => numbersOf(one).includes(number)));

/** A parcel is taken back by its number, and nothing of anybody else with it. */
const takenBack = (number: string | null, { sent }: Standing): Due => {
  if (number === null) {
    return no('parcel.untracked', 'A parcel without a tracking number cannot be told from others ' +
      'in the shop: cancel its fulfillment there');
  }
  const standing = under(sent, number);
  const shared = standing.find(({ tracking }) => tracking !== number);
  if (shared !== undefined) {
    return no('parcel.shared', `${number} stands in the shop together with other numbers ` +
      `(${shared.tracking ?? ''}), in a fulfillment that was made there: put it right there`);
  }
  if (standing.some(({ state }) => state === 'Delivered')) {
    return no('parcel.delivered', `The shop says that ${number} was delivered; if that is wrong, ` +
      'cancel the fulfillment there');
  }
  return due(...standing.map((one): Step => ({ do: 'take-back', sent: one.id })));
};

/** Made so much before it was wished for, by two clocks, it may still be what was wished for. */
const clocksDiffer = 120_000;

/** Each parcel without a number is found by its contents, and each of those found counts once. */
const duesOf = (
  parcels: readonly ParcelTold[],
  standing: Standing,
  at: Told['at'],
): readonly Due[] => {
  const nameless = standing.sent.filter(({ tracking, createdAt }) =>
    tracking === null && createdAt >= at - clocksDiffer);
  const counted = new Set<string>();
  return parcels.map((parcel): Due => {
    if (parcel.trackingNumber !== null) return dueOf(parcel, parcel.trackingNumber, standing);
    const units = unitsOf(parcel.lines);
    const found = nameless.find((one) => !counted.has(one.id) && areSame(one.units, units));
    if (found === undefined) return sendOf(parcel, units);
    counted.add(found.id);
    return due(...shipped([found]));
  });
};

const dueOf = (parcel: ParcelTold, number: string, standing: Standing): Due => {
  const { replaces } = parcel;
  const there = under(standing.sent, number);
  const former = replaces === number ? [] : under(standing.sent, replaces)
    .filter((one) => !there.includes(one));
  if (former.length > 0) return takenBack(replaces, { ...standing, sent: former });
  const units = unitsOf(parcel.lines);
  const missing = without(units, together(there.map((one) => one.units)));
  if (there.length > 0 && missing.size === 0) return due(...shipped(there));
  return sendOf(parcel, units.size === 0 ? units : missing);
};

const sendOf = ({ carrier, trackingNumber }: ParcelTold, units: Units): Due =>
  (units.size === 0
    ? no('parcel.empty', 'Nobody has said what is in the parcel, and the shop takes none without')
    : due({ do: 'send', method: carrier, tracking: trackingNumber ?? '', units }));

/** By the server's own process these two come before. A state of its own is left alone. */
const shipped = (sent: readonly Sent[]): readonly Step[] =>
  sent.filter(({ state }) => state === 'Created' || state === 'Pending')
    .map(({ id }): Step => ({ do: 'ship', sent: id }));

const sending = (steps: readonly Step[], standing: Standing): Plan => {
  const sends = steps.filter((step) => step.do === 'send');
  const lacking = without(together(sends.map(({ units }) => units)), standing.left);
  return lacking.size > 0 || !maySend(standing.state)
    ? { is: 'refused', ...whyNot(lacking, standing) } : { is: 'to-do', steps: sends };
};

/** The server itself takes parcels of unpaid orders; their state would never show it. */
const maySend = (state: string): boolean => !['Draft', 'AddingItems', 'ArrangingPayment',
  'Created', 'Modifying', 'ArrangingAdditionalPayment', 'Cancelled'].includes(state);
