/** What an account is set up with, looked at because a person who connects it asks. */
import {
  asksAbout, blankSurvey, withList, type Survey, type SurveyAsk, type SurveyList,
} from '../contract/survey.ts';
import type { Session } from '../contract/connector.ts';
import { openNow } from './probe.ts';
import type { Surroundings } from './surroundings.ts';

/** Two calls each: with the three lists before them no more than a probe makes. */
const carriersAtMost = 4;

export type Surveyed = {
  readonly survey: Survey;
  /** What could not be looked at, and why, in plain words. */
  readonly unseen: readonly string[];
};

/** Asks for one list after the other; null when the policy does not name the connection. */
export const surveyConnection = async (
  surroundings: Surroundings,
  name: string,
): Promise<Surveyed | null> => {
  const opened = await openNow(surroundings, name);
  if (opened === null) return null;
  if (opened.is === 'unusable') return { survey: blankSurvey, unseen: opened.sentences };
  if (opened.busy !== null) return { survey: blankSurvey, unseen: opened.busy.sentences };
  const lists = opened.connector.manifest.surveys ?? [];
  if (opened.session.survey === undefined || lists.length === 0) {
    return { survey: blankSurvey, unseen: ['This kind of system has nothing to choose from.'] };
  }
  const ask = askerOf(opened.session, surroundings.now);
  const whole = await ask(
    { survey: blankSurvey, unseen: [], isShut: false },
    withIn(lists, [{ list: 'stores' }, { list: 'ship-from' }, { list: 'carriers' }]));
  const carriers = whole.survey.carriers ?? [];
  const codes = [...new Set(carriers.map((one) => one.code))];
  const looked = codes.slice(0, carriersAtMost);
  const offers = asksAbout(carriers)
    .filter((one) => 'carrier' in one && looked.includes(one.carrier));
  const { survey, unseen } = await ask(whole, withIn(lists, offers));
  const left = codes.slice(carriersAtMost);
  return { survey, unseen: left.length === 0 ? unseen
    : [...unseen, `The services of ${left.join(', ')} were not looked at: too many carriers.`] };
};

const withIn = (lists: readonly SurveyList[], asks: readonly SurveyAsk[]): readonly SurveyAsk[] =>
  asks.filter(({ list }) => lists.includes(list));

type Far = Surveyed & { readonly isShut: boolean };

/** A no to one list says nothing of the others; after a closed door nothing more is asked. */
const askerOf = (session: Session, now: Surroundings['now']) =>
  async (begun: Far, asks: readonly SurveyAsk[]): Promise<Far> => {
    let so = begun;
    for (const one of asks) {
      if (so.isShut) break;
      const answer = await session.survey?.(one, now());
      if (answer === undefined) break;
      so = answer.is === 'found'
        ? {
            ...so, survey: withList(so.survey, answer.found),
            unseen: [...so.unseen, ...answer.unreadable],
          }
        : {
            ...so,
            unseen: [
              ...so.unseen, `The ${inWords(one)} could not be looked at: ${answer.text}.`,
            ],
            isShut: answer.why !== 'refused' && answer.why !== 'unreadable',
          };
    }
    return so;
  };

const inWords = (ask: SurveyAsk): string =>
  'carrier' in ask ? `${ask.list} of ${ask.carrier}`
    : ask.list === 'ship-from' ? 'ship-from locations' : ask.list;
