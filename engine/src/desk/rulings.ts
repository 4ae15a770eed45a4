/** Rulings as people make them, about the facts as they stand, and as people take them back. */
import { goodsToSend, whyNotSent, type NotSent } from '../core/decide/goods-to-send.ts';
import { aboutsNow, isHeld, isOver, offersOn } from '../core/decide/offers.ts';
import { fingerprint } from '../core/facts/fingerprint.ts';
import type { Decision } from '../core/model/decision.ts';
import type { Dossier, Ruling, RulingKind, SentOtherwise } from '../core/model/dossier.ts';
import { rulingId, type ConsignmentId, type OrderId } from '../core/model/ids.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Sighting } from '../core/model/sighting.ts';
import type { Tx } from '../store/database.ts';
import { lockDossier } from '../store/dossiers.ts';
import { saveAct } from '../store/exception-acts.ts';
import { closeException } from '../store/exceptions.ts';
import { exceptionIdOf } from '../store/ids.ts';
import { consider, decideAside, type Considered } from './decide-aside.ts';
import { record, type Standing } from './record.ts';

export type RulingWanted = {
  readonly kind: RulingKind;
  /** Null: every consignment of the order that it bears on. */
  readonly consignment: string | null;
  /** Null: whatever it bears on. */
  readonly exception: string | null;
  /** What the person had before them, as an offer said it; null where they did not say. */
  readonly about: string | null;
  readonly by: string;
  readonly why: string;
  readonly until: Instant | null;
  /** How it went, where that is what is ruled. */
  readonly sent?: Pick<SentOtherwise, 'carrier' | 'trackingNumber'>;
};

export type Made = { readonly consignment: ConsignmentId; readonly ruling: Ruling };

export type RulingAnswer =
  | { readonly is: 'ruled'; readonly isNew: boolean; readonly made: readonly Made[] }
  | { readonly is: 'refused'; readonly words: string }
  | { readonly is: 'no-such-order' };

/** An offer's token: what exactly somebody says yes to. */
export const tokenOf = (abouts: readonly (string | null)[]): string => fingerprint(abouts);

/** Twice within this time is the same word said twice: two people at one exception. */
const sameMoment = 60_000;

export const makeRuling = async (
  tx: Tx,
  order: OrderId,
  wanted: RulingWanted,
  standing: Standing,
  newId: () => string,
): Promise<RulingAnswer> => {
  const stored = await lockDossier(tx, order);
  if (stored === null) return { is: 'no-such-order' };
  const { dossier } = stored;
  const drafted = draftRuling(dossier, wanted, standing, newId);
  if (drafted.is !== 'drafted') return drafted;
  const { made, closes } = drafted;
  await record(tx, dossier, sightingsOf(made), standing.now);
  for (const id of closes) {
    const said = { by: wanted.by, why: wanted.why, at: standing.now };
    await closeException(tx, id, said);
    await saveAct(tx, id, { ...said, what: 'close', until: null, givenTo: null });
  }
  return { is: 'ruled', isNew: true, made };
};

export const sightingsOf = (made: readonly Made[]): readonly Sighting[] =>
  made.map(({ consignment, ruling }) => ({ kind: 'ruled', consignment, ruling }));

export type Drafted =
  | {
      readonly is: 'drafted';
      readonly made: readonly Made[];
      /** Ids of the exceptions that it closes. */
      readonly closes: readonly string[];
      readonly before: Decision;
      readonly after: Decision;
    }
  | Exclude<RulingAnswer, { readonly is: 'no-such-order' }>;

/** What the ruling would be and do; nothing is written. */
export const draftRuling = (
  dossier: Dossier,
  wanted: RulingWanted,
  standing: Standing,
  newId: () => string,
): Drafted => {
  const { kind, by, why, until } = wanted;
  const before = decideAside(dossier, standing);
  if (before === null) return refused('Gatepass trips over this order. An engineer has to look.');
  const all = consider(dossier, before, standing);
  const on = all.filter((one) => isMeant(dossier, one, wanted));
  const [first] = on;
  if (first === undefined) return missing(dossier, wanted, all, standing.now);
  const targets = on.map((one) => ({ one, abouts: aboutsFor(dossier, one, wanted) }))
    .filter(({ abouts }) => abouts.length > 0);
  if (targets.length === 0) {
    const again = ruledJustNow(on, kind, standing.now)
      .filter(({ ruling }) => isSaidAlike(ruling, wanted));
    return again.length > 0 ? { is: 'ruled', isNew: false, made: again }
      : refused(whyNot(kind, first));
  }
  if (kind === 'sent-otherwise' && targets.length > 1) {
    return refused('Several consignments of the order wait to go. Say which of them left, and ' +
      'each with its own number.');
  }
  const token = tokenOf(targets.flatMap(({ abouts }) => abouts));
  if (wanted.about !== null && wanted.about !== token) {
    return refused('The facts have changed since you looked. Look again, then decide.');
  }
  const made = targets.flatMap(({ one, abouts }) => abouts.map((about): Made => ({
    consignment: one.consignment,
    ruling: { id: rulingId(`rul_${newId().slice(0, 20)}`), kind, by, why, at: standing.now,
      until, about,
      ...(wanted.sent === undefined ? {}
        : { sent: { ...wanted.sent, lines: goodsToSend(one.at) } }) },
  })));
  const after = decideAside(dossier, standing, sightingsOf(made));
  if (after === null) return refused('Gatepass trips over this order. An engineer has to look.');
  const closes = kind === 'close' ? targets.flatMap(({ one, abouts }) =>
    closedOf(dossier, one, abouts)) : [];
  if (changesNothing(kind, wanted.exception, dossier, after)) {
    return refused('That would change nothing: what is wrong stays wrong, and no person\'s word ' +
      'mends it. The page of the handbook says what does.');
  }
  return { is: 'drafted', made, closes, before, after };
};

/** The same word said twice; another number is another word. */
const isSaidAlike = ({ sent }: Ruling, wanted: RulingWanted): boolean =>
  sent?.carrier === wanted.sent?.carrier && sent?.trackingNumber === wanted.sent?.trackingNumber;

const refused = (words: string) => ({ is: 'refused', words } as const);

const idsOf = (dossier: Dossier, { consignment, exceptions }: Considered): readonly string[] =>
  exceptions.map((one) => exceptionIdOf(dossier.order, consignment, one));

const isMeant = (dossier: Dossier, one: Considered, wanted: RulingWanted): boolean =>
  (wanted.consignment === null || wanted.consignment === one.consignment) &&
  (wanted.exception === null || idsOf(dossier, one).includes(wanted.exception));

const aboutsFor = (
  dossier: Dossier,
  one: Considered,
  { exception, kind }: RulingWanted,
): readonly (string | null)[] => {
  if (exception === null) {
    // Closing is said of one exception, never of whatever may be wrong.
    return kind === 'close' ? [] : aboutsNow(one.at, one.exceptions, kind);
  }
  return one.exceptions
    .filter((known) => exceptionIdOf(dossier.order, one.consignment, known) === exception)
    .flatMap((known) => offersOn(one.at, known))
    .flatMap((offer) => (offer.ruling === kind ? offer.abouts : []));
};

const closedOf = (
  dossier: Dossier,
  one: Considered,
  abouts: readonly (string | null)[],
): readonly string[] =>
  one.exceptions.filter((known) => offersOn(one.at, known).some((offer) =>
    offer.ruling === 'close' && offer.abouts.some((about) => abouts.includes(about))))
    .map((known) => exceptionIdOf(dossier.order, one.consignment, known));

/** Two people at the same exception: the second one's word has been said already. */
const ruledJustNow = (
  on: readonly Considered[],
  kind: RulingKind,
  now: Instant,
): readonly Made[] => on.flatMap(({ consignment, at: { facts } }) => {
  const last = facts.rulings.findLast((one) =>
    one.kind === kind && facts.withdrawn?.[one.id] === undefined &&
    (one.until === null || now < one.until) && (kind === 'hold' || now - one.at <= sameMoment));
  return last === undefined ? [] : [{ consignment, ruling: last }];
});

/** For kinds that answer one exception: it would still stand. */
const changesNothing = (
  kind: RulingKind,
  exception: string | null,
  dossier: Dossier,
  after: Decision,
): boolean => {
  const settles: readonly RulingKind[] = [
    'address-confirmed', 'weight-confirmed', 'ship-short', 'told-by-hand', 'seen-leaving', 'close',
  ];
  return exception !== null && settles.includes(kind) && after.consignments.some((one) =>
    one.exceptions.some((known) =>
      exceptionIdOf(dossier.order, one.consignment, known) === exception));
};

const missing = (
  { consignments }: Dossier,
  { consignment, exception, kind }: RulingWanted,
  all: readonly Considered[],
  now: Instant,
): Drafted => {
  if (consignment !== null && !Object.hasOwn(consignments, consignment)) {
    return refused('The order has no consignment of that id.');
  }
  if (exception !== null) {
    const again = ruledJustNow(all, kind, now);
    return again.length > 0 ? { is: 'ruled', isNew: false, made: again }
      : refused('That exception does not stand any more: it has closed, or the facts have ' +
        'changed.');
  }
  return refused('The warehouse has not said anything about the order yet, so there is nothing ' +
    'to decide about.');
};

const notSent: Readonly<Record<NotSent, string>> = {
  'history': 'The order is from before Gatepass went live here, so nobody is told of it.',
  'cancelled': 'The order is cancelled: what left nevertheless has to be brought back, and ' +
    'nobody is told that it comes.',
  'uncounted': 'The warehouse has confirmed nothing of it, so nothing can be said to have left. ' +
    'Have it counted first.',
  'said': 'Somebody has said so already. Take that back first if it was said wrongly.',
  'label-to-come': 'ShipStation says that it is shipped, and its label shows at the next look. ' +
    'Look again in a few minutes.',
  'labelled': 'It is labelled already, and told of with its label. Void the label in ShipStation ' +
    'if the goods went another way, then say so.',
};

const whyNot = (kind: RulingKind, { at }: Considered): string => {
  switch (kind) {
    case 'hold':
      return isOver(at)
        ? 'The goods are labelled, gone or cancelled already: a hold would hold nothing. Catch ' +
          'the parcel on the floor, and void its label.'
        : isHeld(at) ? 'It is held already.' : 'There is nothing to hold.';
    case 'ship-short':
      return 'Nothing is short here of which anything could go.';
    case 'address-confirmed':
      return 'Nothing is wrong with the address.';
    case 'weight-confirmed':
      return 'Nothing is wrong with the weights.';
    case 'release-again':
      return 'It has not vanished from ShipStation, so it is not released again.';
    case 'try-again':
      return 'Nothing was refused here that could be tried again.';
    case 'tell-again':
      return 'Nothing was told here that was refused or is overdue.';
    case 'told-by-hand':
      return 'Nobody waits to be told here.';
    case 'accept-new-series':
      return 'The revisions of the warehouse do not look like a new series.';
    case 'change-adopted':
      return 'Nothing waits here for leave to change what another program made.';
    case 'seen-leaving':
      return 'No parcel of it is overdue at the door.';
    case 'sent-otherwise':
      return notSent[whyNotSent(at) ?? 'said'];
    case 'close':
      return 'This closes by itself as soon as it is no longer true; nobody can close it by ' +
        'hand. The page of the handbook says what to do. To put it off, wait until a time.';
    default:
      return kind satisfies never;
  }
};

export type WithdrawalAnswer =
  | { readonly is: 'withdrawn'; readonly isNew: boolean; readonly by: string; readonly at: Instant }
  | { readonly is: 'refused'; readonly words: string }
  | { readonly is: 'no-such-order' | 'no-such-ruling' };

/** From here on it counts no more. What was done by it stays done. */
export const withdrawRuling = async (
  tx: Tx,
  order: OrderId,
  ruling: string,
  { by, why, now }: { readonly by: string; readonly why: string; readonly now: Instant },
): Promise<WithdrawalAnswer> => {
  const stored = await lockDossier(tx, order);
  if (stored === null) return { is: 'no-such-order' };
  const found = Object.values(stored.dossier.consignments).flatMap((facts) =>
    facts.rulings.flatMap((one) => (one.id === ruling ? [{ facts, one }] : [])))[0];
  if (found === undefined) return { is: 'no-such-ruling' };
  const { facts, one } = found;
  const before = facts.withdrawn?.[one.id];
  if (before !== undefined) {
    return { is: 'withdrawn', isNew: false, by: before.by, at: before.at };
  }
  if (one.kind === 'accept-new-series') {
    return refused('That cannot be taken back: messages were believed since. The warehouse has ' +
      'to send a higher revision.');
  }
  await record(tx, stored.dossier, [{
    kind: 'ruling-withdrawn', consignment: facts.id, ruling: one.id,
    withdrawal: { at: now, by, why },
  }], now);
  return { is: 'withdrawn', isNew: true, by, at: now };
};

/** Holds that are in force on the order. */
export const holdsOn = (dossier: Dossier, now: Instant): readonly Ruling[] =>
  Object.values(dossier.consignments).flatMap((facts) => facts.rulings.filter((one) =>
    one.kind === 'hold' && facts.withdrawn?.[one.id] === undefined &&
    (one.until === null || now < one.until)));
