/**
 * First contact, in as few calls as tell: the stores (and with them the key and the plan), the next
 * key pair, ship-from locations, carriers, hooks, newest orders, and what the carriers of the
 * policy offer. After the first call without an answer no other is made.
 */
import type { ProbeAnswer, Unanswered } from '../../../contract/connector.ts';
import type { Traits } from '../../../contract/experiment.ts';
import type { Named } from '../../../contract/named.ts';
import {
  blankSurvey, withList, type Survey, type SurveyAnswer, type SurveyAsk,
} from '../../../contract/survey.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { listAsked } from '../translate/account.ts';
import { firstLook } from '../translate/first-look.ts';
import { closed, wrongAddress, type Heard } from '../translate/heard.ts';
import { keysInWords, type PairTried } from '../translate/keys.ts';
import { readRecent, recentQuery, type RecentOrder } from '../translate/recent.ts';
import type { V1 } from '../v1.ts';
import { answered, listTimeoutMilliseconds, requestFor, survey } from './survey.ts';

const carriersAtMost = 4;

/** Stores under either pair, three lists, newest orders; two lists for each of a few carriers. */
export const probeCostInCalls = 2 + 3 + 1 + 2 * carriersAtMost;

export const probe = async (
  v1: V1,
  now: Instant,
  named: Named,
  traits: Traits,
): Promise<ProbeAnswer> => {
  const { tried, stores } = await tryKeys(v1);
  if (stores.is === 'unanswered') return { isWell: false, sentences: [inWords(stores, tried)] };
  const keys = keysInWords(tried, now);
  const look = await lookAround(v1, now, named, withList(blankSurvey, stores.found));
  const { isWell, sentences, watch = [] } = firstLook({
    ...look, unreadable: [...stores.unreadable, ...look.unreadable],
  }, named, traits);
  const isNextRefused = tried.some(({ pair, isTaken }) =>
    pair.name === 'next' && isTaken === false);
  return {
    isWell: isWell && !isNextRefused,
    sentences: [keys.sentence, ...sentences],
    watch: [...keys.watch, ...watch],
  };
};

const inWords = ({ why, text }: Unanswered, tried: readonly PairTried[]): string => {
  // At the very first question, what answers strangely is most likely not ShipStation.
  if (why === 'unreadable' || why === 'refused') {
    const theirs = text.replace(`; ${wrongAddress}`, '').replace(/\.$/, '');
    return 'Something answers at the address of the API, but not as ShipStation does ' +
      `(“${theirs}”). Look at that address.`;
  }
  const said = tried.length > 1 && tried.every((one) => one.isTaken === false)
    ? `Both API keys are refused: ${text}` : text;
  return `${why === 'silence' ? `ShipStation does not answer: ${said}` : said}. ${remedies[why]}`;
};

/** What whoever asked can do about it. */
const remedies: Readonly<Record<'unauthorised' | 'silence' | 'throttled', string>> = {
  unauthorised: 'Copy API key and API secret again, and see whether the account is in order and ' +
    'its plan has the API.',
  silence: 'Look at the address of the API and at the network. If ShipStation is down, wait ' +
    'until it is back, and check again.',
  throttled: 'Wait a minute. If it comes back, another program uses the same key: give it its own.',
};

/** Each pair by the same question; the answer that counts is that of the pair which is taken. */
const tryKeys = async (
  v1: V1,
): Promise<{ readonly tried: readonly PairTried[]; readonly stores: SurveyAnswer }> => {
  const ask = { list: 'stores' } as const;
  const tried: PairTried[] = [];
  let stores: SurveyAnswer = closed('silence', 'no key was tried');
  for (const pair of v1.pairs) {
    const { path, query } = listAsked(ask);
    const heard = await v1.callUnder(pair, { ...requestFor(ask), purpose: 'probe' }, path, query);
    const isTaken = isTakenBy(heard);
    tried.push({ pair, isTaken });
    if (pair.name === 'first' || stores.is === 'unanswered') stores = answered(ask, heard);
    // Silence or a closed door: the same would come under the other pair.
    if (isTaken === null) break;
  }
  return { tried, stores };
};

const isTakenBy = (heard: Heard): boolean | null => {
  if (heard.is !== 'unanswered') return true;
  return heard.unanswered.why === 'unauthorised' ? false : null;
};

type Around = {
  readonly survey: Survey;
  readonly recent: readonly RecentOrder[] | null;
  readonly unseen: readonly string[];
  readonly unreadable: readonly string[];
};

const lookAround = async (
  v1: V1,
  now: Instant,
  named: Named,
  begun: Survey,
): Promise<Around> => {
  let so: Around = { survey: begun, recent: null, unseen: [], unreadable: [] };
  const asked: SurveyAsk[] = [{ list: 'ship-from' }, { list: 'carriers' }, { list: 'hooks' }];
  for (const ask of asked) {
    const next = taken(so, ask, await survey(v1, ask));
    if (next.isOver) return next.so;
    so = next.so;
  }
  const recent = await recentOrders(v1, now, named);
  if (recent.is === 'unanswered') {
    return { ...so, unseen: [...so.unseen, unseen('orders', recent)] };
  }
  so = { ...so, recent: recent.orders };
  const { asks, left } = offersToAsk(so.survey, named);
  for (const ask of asks) {
    const next = taken(so, ask, await survey(v1, ask));
    if (next.isOver) return next.so;
    so = next.so;
  }
  return left.length === 0 ? so : { ...so, unseen: [
    ...so.unseen, `The services of ${left.join(', ')} were not looked at: too many carriers.`,
  ] };
};

const taken = (
  so: Around,
  ask: SurveyAsk,
  answer: SurveyAnswer,
): { readonly so: Around; readonly isOver: boolean } => answer.is === 'found'
  ? {
      so: {
        ...so, survey: withList(so.survey, answer.found),
        unreadable: [...so.unreadable, ...answer.unreadable],
      },
      isOver: false,
    }
  : {
      so: { ...so, unseen: [...so.unseen, unseen(ask.list, answer)] },
      // A no to one list says nothing of the others; a closed door does.
      isOver: answer.why !== 'refused' && answer.why !== 'unreadable',
    };

const unseen = (what: string, { text }: Unanswered): string =>
  `The ${what} could not be looked at: ${text}.`;

/** What the carriers that the policy names offer, as far as the account has them. */
const offersToAsk = (
  { carriers }: Survey,
  { services }: Named,
): { readonly asks: readonly SurveyAsk[]; readonly left: readonly string[] } => {
  const codes = new Set(carriers?.map((one) => one.code));
  const wanted = [...new Set(services.map((one) => one.carrier))].filter((one) => codes.has(one));
  return {
    asks: wanted.slice(0, carriersAtMost).flatMap((carrier): SurveyAsk[] => [
      { list: 'services', carrier }, { list: 'packages', carrier },
    ]),
    left: wanted.slice(carriersAtMost),
  };
};

const recentOrders = async (
  v1: V1,
  now: Instant,
  { stores }: Named,
): Promise<{ readonly is: 'orders'; readonly orders: readonly RecentOrder[] } | Unanswered> => {
  const ours = stores.filter((one) => one.isOursToFill).map((one) => one.id);
  // Nobody asks whose orders stand in stores that fill themselves.
  if (ours.length === 0) return { is: 'orders', orders: [] };
  const heard = await v1.call(
    {
      method: 'GET', body: null, timeoutMilliseconds: listTimeoutMilliseconds,
      purpose: 'probe orders',
    },
    '/orders', recentQuery(now, ours));
  if (heard.is === 'unanswered') return heard.unanswered;
  if (heard.is === 'turned-down') return closed('refused', heard.text);
  const orders = readRecent(heard.value);
  return orders === null ? closed('unreadable', 'the answer is no list of orders')
    : { is: 'orders', orders };
};
