import type { SurveyAnswer, SurveyAsk } from '../../../contract/survey.ts';
import { listAsked, readList } from '../translate/account.ts';
import { closed, type Heard } from '../translate/heard.ts';
import type { V1, V1Request } from '../v1.ts';

export const listTimeoutMilliseconds = 20_000;

/** One list of the account, in one call. */
export const survey = async (v1: V1, ask: SurveyAsk): Promise<SurveyAnswer> => {
  const { path, query } = listAsked(ask);
  return answered(ask, await v1.call(requestFor(ask), path, query));
};

export const requestFor = ({ list }: SurveyAsk): V1Request => ({
  method: 'GET', body: null, timeoutMilliseconds: listTimeoutMilliseconds, purpose: `list ${list}`,
});

export const answered = (ask: SurveyAsk, heard: Heard): SurveyAnswer => {
  switch (heard.is) {
    case 'unanswered':
      return heard.unanswered;
    case 'turned-down':
      return closed('refused', heard.text);
    case 'json': {
      const read = readList(ask, heard.value);
      return read === null
        ? closed('unreadable', `ShipStation's answer is not a list of ${ask.list}`)
        : { is: 'found', ...read };
    }
    default:
      return heard satisfies never;
  }
};
