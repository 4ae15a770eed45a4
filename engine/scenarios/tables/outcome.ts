/** What a row comes to, told apart from what other rows come to, and in words for people. */
import { decide } from '../../src/core/decide/decide.ts';
import { explainObligation } from '../../src/core/explain/headline.ts';
import { partyWord } from '../../src/core/explain/words.ts';
import type { Action, Obligation, ObligationKind } from '../../src/core/model/decision.ts';
import { exceptionCodes, type ExceptionCode } from '../../src/core/model/exceptions.ts';
import type { Reason } from '../../src/core/model/reasons.ts';
import type { Stand } from './walk.ts';

export type Outcome = {
  /** Equal for rows that come to the same. */
  readonly name: string;
  readonly words: string;
  readonly state: Obligation['state']['is'];
  readonly waitsOn: string;
  readonly actions: readonly string[];
  readonly exceptions: readonly ExceptionCode[];
};

/** What the decision says of one obligation, what is done about it, and what people must know. */
export const outcomeOf = ({ facts }: Stand, kind: ObligationKind): Outcome => {
  const { dossier, policy, circumstances, now } = facts;
  const [decided] = decide(dossier, policy, circumstances, now).consignments;
  const obligation = decided?.obligations.find((one) => one.kind === kind);
  if (decided === undefined || obligation === undefined) throw new Error('every row is decided');
  const { state } = obligation;
  const waitsOn = state.is === 'open' ? partyWord[state.waitsOn] : '';
  const actions = [...new Set(decided.actions.filter((one) => meets[one.do] === kind)
    .map((one) => doing[one.do]))];
  const exceptions = [...new Set(decided.exceptions.map((one) => one.code))].toSorted();
  return {
    name: [state.is, waitsOn, tagOf(state.because), ...actions, ...exceptions].join('|'),
    words: explainObligation(obligation, { timeZone: 'Europe/London', now }),
    state: state.is, waitsOn, actions, exceptions,
  };
};

/** The whole decision, for counting distinct ones. */
export const wholeOf = ({ facts }: Stand): string => {
  const { dossier, policy, circumstances, now } = facts;
  return decide(dossier, policy, circumstances, now).consignments.map((one) => [
    ...one.obligations.map(({ state }) =>
      `${state.is} ${state.is === 'open' ? state.waitsOn : ''} ${tagOf(state.because)}`),
    ...one.actions.map((action) => action.do),
    ...one.exceptions.map((exception) => exception.code),
  ].join('|')).join('\n');
};

const tagOf = (reason: Reason): string =>
  reason.is === 'over-limit' ? `late ${tagOf(reason.then)}` : reason.is;

/** The obligation that an action is to meet. */
const meets: Readonly<Record<Action['do'], ObligationKind>> = {
  'create-order': 'release', 'amend-order': 'release', 'withdraw-order': 'release',
  'park-order': 'release', 'unpark-order': 'release', 'mark-as-shipped': 'release',
  'buy-label': 'label', 'void-label': 'label',
  'tell-warehouse': 'tell-warehouse', 'tell-channel': 'tell-channel',
};

const doing: Readonly<Record<Action['do'], string>> = {
  'create-order': 'sends the order to ShipStation',
  'amend-order': 'changes the order there',
  'withdraw-order': 'takes the order out',
  'park-order': 'puts the order on hold',
  'unpark-order': 'takes the order off hold',
  'mark-as-shipped': 'marks the order as shipped',
  'buy-label': 'buys the label',
  'void-label': 'voids the label',
  'tell-warehouse': 'tells the warehouse',
  'tell-channel': 'tells the channel',
};

export const titleOf = (code: ExceptionCode): string => exceptionCodes[code].title;
