/**
 * What a person may rule, as things stand: for one exception, and for a consignment as a whole.
 * Console and command line offer just this, and know nothing of rules themselves.
 */
import { aboutException, isClosable } from '../facts/about-exception.ts';
import { aboutLeaving, aboutTelling } from '../facts/about-telling.ts';
import { attemptsOf, standingOf } from '../facts/attempts.ts';
import { fingerprint } from '../facts/fingerprint.ts';
import { messagesTo } from '../facts/messages.ts';
import { rulingInForce } from '../facts/rulings.ts';
import type { Exception } from '../model/decision.ts';
import type { Attempt, Message, RulingKind } from '../model/dossier.ts';
import { unitsOf } from '../facts/units.ts';
import type { Case } from './case.ts';
import { goodsToSend, whyNotSent } from './goods-to-send.ts';

/** One ruling, and the facts it would be about: one entry for each thing that it says yes to. */
export type Offer = {
  readonly ruling: RulingKind;
  readonly abouts: readonly (string | null)[];
};

export const offersOn = (at: Case, exception: Exception): readonly Offer[] => [
  ...byCode(at, exception),
  ...(isClosable(exception)
    ? [{ ruling: 'close', abouts: [aboutException(exception)] } as const] : []),
];

const byCode = (at: Case, exception: Exception): readonly Offer[] => {
  const { facts, snapshot } = at;
  const { because } = exception;
  switch (exception.code) {
    case 'pick.short':
      // With nothing in the box there is nothing to ship short.
      return because.is === 'short' && because.lines.some((one) => one.confirmed > 0)
        ? one('ship-short', fingerprint(because.lines)) : [];
    case 'address.incomplete':
      return one('address-confirmed', fingerprint(snapshot.shipTo));
    case 'weight.missing':
    case 'weight.default':
      return one('weight-confirmed', weighed(at));
    case 'order.vanished':
    case 'order.cancelled-there': {
      const newest = at.releases.at(-1);
      return newest === undefined ? [] : one('release-again', newest.key);
    }
    case 'order.refused':
    case 'order.unchangeable':
    case 'label.refused':
    case 'label.unanswered':
      return [...tryAgain(at, exception), ...changeAdopted(at, exception)];
    case 'warehouse.refused':
    case 'warehouse.untold':
      return telling(at, 'warehouse');
    case 'channel.refused':
    case 'channel.untold':
      return telling(at, 'channel');
    case 'revision.older-series':
      return one('accept-new-series', null);
    case 'parcel.left-behind':
      return one('seen-leaving', aboutLeaving(facts));
    default:
      return [];
  }
};

const one = (ruling: RulingKind, about: string | null): readonly Offer[] =>
  [{ ruling, abouts: [about] }];

/** What a person who says that the weights are right has looked at. */
const weighed = ({ snapshot }: Case): string =>
  fingerprint(snapshot.lines.map(({ line, weightGrams }) => [line, weightGrams]));

/** What was refused, or went without an answer, at the moment that the exception names. */
const tryAgain = (at: Case, { code, since }: Exception): readonly Offer[] => {
  const isOurs = ({ operation }: Attempt): boolean =>
    operation !== 'tell-warehouse' && operation !== 'tell-channel' &&
    (code !== 'label.refused' && code !== 'label.unanswered' || operation === 'buy-label');
  const tried = Object.values(at.facts.attempts).filter(isOurs);
  const abouts = tried.filter((attempt) => {
    const newest = attemptsOf(at.facts, attempt.operation, attempt.about).at(-1);
    if (newest?.id !== attempt.id) return false;
    const standing = standingOf([attempt], at.now);
    return standing.is === 'refused' ? standing.at === since
      : standing.is === 'unknown' ? standing.settledAt === since
      // It said yes, and a look has shown that nothing changed.
      : standing.is === 'done' && code === 'order.unchangeable' && standing.at === since;
  }).map(({ about }) => about);
  return abouts.length === 0 ? [] : [{ ruling: 'try-again', abouts: [...new Set(abouts)] }];
};

const changeAdopted = (at: Case, { because }: Exception): readonly Offer[] => {
  if (because.is !== 'amend-barred' || because.by !== 'adopted') return [];
  const standing = at.open.find(({ order }) => order.number === because.number);
  return standing === undefined ? [] : one('change-adopted', standing.order.id);
};

/** The newest message may be sent once more; or a person has told them in another way. */
const telling = (at: Case, to: Message['to']): readonly Offer[] => {
  const newest = messagesTo(at.facts, to).at(-1);
  return [
    ...(newest === undefined ? [] : one('tell-again', newest.id)),
    ...one('told-by-hand', aboutTelling(at.facts, to)),
  ];
};

/** What may be ruled on a consignment whether or not anything is wrong with it. */
export const offersOnAll = (at: Case): readonly Offer[] => [
  ...(isOver(at) || isHeld(at) ? [] : one('hold', null)),
  ...(whyNotSent(at) === null ? one('sent-otherwise', fingerprint(goodsToSend(at))) : []),
];

export const isHeld = ({ facts, now }: Case): boolean =>
  rulingInForce(facts, 'hold', null, now) !== null;

/** Cancelled, gone, or labelled to the last unit: a hold would hold nothing. */
export const isOver = (at: Case): boolean => {
  const { snapshot, outbound } = at;
  const gone = unitsOf(outbound.flatMap((one) => one.contents));
  const hasLeft = snapshot.status === 'dispatched' || snapshot.dispatch !== null;
  const isCancelled = snapshot.status === 'cancelled' ||
    at.dossier.channelSays?.order.status === 'cancelled';
  const isLabelled = snapshot.lines.length > 0 &&
    snapshot.lines.every(({ line, ordered }) => (gone.get(line) ?? 0) >= ordered);
  return hasLeft || isCancelled || isLabelled;
};

/** Everything of a kind that a ruling could be about now; empty where it would say nothing. */
export const aboutsNow = (
  at: Case,
  exceptions: readonly Exception[],
  ruling: RulingKind,
): readonly (string | null)[] => [...new Set([
  ...exceptions.flatMap((exception) => offersOn(at, exception)),
  ...offersOnAll(at),
].flatMap((offer) => (offer.ruling === ruling ? offer.abouts : [])))];
