/** What an account is set up with is asked list by list, and hooks are kept without harm. */
import type { SurveyAnswer, SurveyAsk } from '../../src/contract/survey.ts';
import { now, openOn, type OtherSide } from '../bench.ts';
import { hold, holdEqual, type Case } from '../case.ts';
import type { HooksKit, Kit, SurveyKit } from '../kit.ts';
import { misbehaviours } from '../misbehaviours.ts';
import { exceptAt } from '../performing.ts';
import { holdNoSecret } from '../secrets.ts';
import { holdQuiet, holdShort, holdSoundCalls } from '../soundness.ts';

type Manifest = Kit['connector']['manifest'];

const ofSurvey = {
  needs: 'lists of the account',
  isAsked: ({ surveys = [] }: Manifest) => surveys.length > 0,
};

const ofHooks = {
  needs: 'hooks',
  isAsked: ({ hooksCostInCalls }: Manifest) => hooksCostInCalls !== undefined,
};

const full = (kit: Kit): Kit => ({ ...kit, ...kit.everySecret });

const surveysOf = ({ surveys = {} }: Kit) => Object.entries(surveys);

/** One list, in one call that only reads. */
const ask = async (kit: Kit, of: SurveyAsk, other: OtherSide): Promise<SurveyAnswer> => {
  const { session, requests } = openOn(kit, other);
  hold(session.survey !== undefined, 'lists are declared and cannot be asked for');
  const said = await session.survey(of, now);
  holdSoundCalls(requests);
  holdQuiet(kit, requests, kit.secrets);
  holdEqual(requests.map((one) => one.method), ['GET'], 'calls for one list');
  return said;
};

const found = async (kit: Kit, of: SurveyKit, rows: readonly unknown[]) => {
  const said = await ask(kit, of.ask, () => of.list(rows));
  hold(said.is === 'found', `a good list of ${of.ask.list} is not taken: ${JSON.stringify(said)}`);
  holdEqual(said.found.list, of.ask.list, 'the list that was found');
  return said;
};

const hooksOf = ({ hooks }: Kit): HooksKit => {
  hold(hooks !== undefined, 'the kit does not say how hooks are kept');
  return hooks;
};

const keep = async (kit: Kit, other: OtherSide) => {
  const { session, requests } = openOn(kit, other);
  hold(session.keepHooks !== undefined, 'hooks are declared and cannot be kept');
  const kept = await session.keepHooks(hooksOf(kit).wanted);
  const most = kit.connector.manifest.hooksCostInCalls ?? 0;
  hold(requests.length <= most, `${String(requests.length)} calls; ${String(most)} are declared`);
  holdSoundCalls(requests);
  holdQuiet(kit, requests, kit.secrets);
  return { kept, requests };
};

const writesIn = (requests: readonly { readonly method: string }[]) =>
  requests.filter((one) => one.method !== 'GET').length;

export const accountCases: readonly Case[] = [
  {
    name: 'survey.every-row', ...ofSurvey, of: 'connector',
    promise: 'every list is asked for in one call that changes nothing, and every row is found',
    async check(kit) {
      const tried = surveysOf(kit).map(([list]) => list);
      holdEqual(tried, kit.connector.manifest.surveys, 'lists tried');
      for (const [, of] of surveysOf(kit)) {
        const three = await found(kit, of, [of.row(0), of.row(1), null, of.row(2)]);
        holdEqual(three.found.rows.length, 3, `rows of ${of.ask.list}`);
        holdEqual(three.unreadable, [], `unreadable rows of ${of.ask.list}`);
        holdEqual((await found(kit, of, [])).found.rows, [], `rows of no ${of.ask.list}`);
      }
    },
  },
  {
    name: 'survey.unreadable', ...ofSurvey, of: 'connector',
    promise: 'a row of a list that cannot be read is named and spoils no other',
    async check(kit) {
      for (const [, of] of surveysOf(kit)) {
        const two = await found(kit, of, [of.row(0), of.spoilt, of.row(1)]);
        holdEqual(two.found.rows.length, 2, `readable rows of ${of.ask.list}`);
        holdEqual(two.unreadable.length, 1, `rows of ${of.ask.list} named as unreadable`);
        holdShort(two.unreadable);
      }
    },
  },
  {
    name: 'survey.troubles', ...ofSurvey, of: 'connector',
    promise: 'trouble is never taken for an empty list, and shows no secret',
    async check(plain) {
      const kit = full(plain);
      for (const [, of] of surveysOf(kit)) {
        for (const { answer, title, closes } of Object.values(misbehaviours(kit.secrets)).flat()) {
          const isBareList = answer.is === 'answer' && answer.body === '[]';
          const { session } = openOn(kit, () => answer);
          const said = await session.survey?.(of.ask, now);
          holdNoSecret(said, kit.secrets, 'the answer of a list');
          hold(said?.is === 'unanswered' || isBareList, `${title}: taken for a list`);
          if (said?.is !== 'unanswered') continue;
          holdShort([said.text]);
          hold(closes.length === 0 || closes.includes(said.why), `${title}: called ${said.why}`);
        }
      }
    },
  },
  {
    name: 'hooks.as-wanted', ...ofHooks, of: 'connector',
    promise: 'hooks are brought to what is wanted, and a second time nothing is written',
    async check(kit) {
      const account = hooksOf(kit).account();
      const first = await keep(kit, account.other);
      hold(first.kept.is === 'as-wanted', `not as wanted: ${JSON.stringify(first.kept)}`);
      hold(first.kept.subscribed.length > 0, 'nothing was subscribed');
      hold(account.isAsWanted(), 'it says as wanted, and the account shows otherwise');
      const second = await keep(kit, account.other);
      const nothing = { is: 'as-wanted', subscribed: [], removed: [] };
      holdEqual(second.kept, nothing, 'the second time');
      holdEqual(writesIn(second.requests), 0, 'written the second time');
    },
  },
  {
    name: 'hooks.strangers', ...ofHooks, of: 'connector',
    promise: 'the hooks of others are never touched',
    async check(kit) {
      const account = hooksOf(kit).account();
      const before = account.strangers();
      hold(before.length > 0, 'the kit has no hooks of others');
      await keep(kit, account.other);
      await keep(kit, account.other);
      holdEqual(account.strangers(), before, 'the hooks of others');
    },
  },
  {
    name: 'hooks.troubles', ...ofHooks, of: 'connector',
    promise: 'trouble on the way leaves hooks unfinished in words, and the next time goes on',
    async check(plain) {
      const kit = full(plain);
      const most = kit.connector.manifest.hooksCostInCalls ?? 0;
      for (const { answer, title } of Object.values(misbehaviours(kit.secrets)).flat()) {
        for (let call = 1; call <= most; call += 1) {
          const account = hooksOf(kit).account();
          const { kept, requests } = await keep(kit, exceptAt(call, account.other, () => answer));
          holdNoSecret(kept, kit.secrets, 'what became of hooks');
          const when = `call ${String(call)} answered by ${title}`;
          if (kept.is === 'as-wanted') hold(account.isAsWanted(), `${when}: called as wanted`);
          else hold(kept.sentences.length > 0, `${when}: unfinished in no words`);
          if (requests.length < call) break;
          await keep(kit, account.other);
          hold(account.isAsWanted(), `${when}: the next time does not go on`);
        }
      }
    },
  },
];
