/**
 * Brings the account's hooks to what is wanted: list, change, list again. Only what the second
 * list shows counts: a removal answers with an empty body, a subscription in one of two shapes.
 */
import type { HooksKept, HooksWanted } from '../../../contract/hooks.ts';
import type { SurveyHook } from '../../../contract/survey.ts';
import { hookName, planHooks, type HooksPlan } from '../translate/hooks.ts';
import type { Heard } from '../translate/heard.ts';
import type { V1 } from '../v1.ts';
import { survey } from './survey.ts';

/** Two lists and as many changes as four events can need, and some for a crowd of stale ones. */
export const hooksCostInCalls = 14;
const changesAtMost = hooksCostInCalls - 2;

export const keepHooks = async (v1: V1, wanted: HooksWanted): Promise<HooksKept> => {
  const first = await hooksOf(v1);
  if (first.is === 'unfinished') return first;
  const plan = planHooks(wanted, first.hooks);
  const steps = stepsOf(plan, wanted);
  if (steps.length === 0) return { is: 'as-wanted', subscribed: [], removed: [] };
  for (const step of steps.slice(0, changesAtMost)) {
    const text = inTheWay(await step(v1));
    if (text !== null) return { is: 'unfinished', sentences: [text] };
  }
  const second = await hooksOf(v1);
  if (second.is === 'unfinished') return second;
  const left = stepsOf(planHooks(wanted, second.hooks), wanted).length;
  return left === 0
    ? {
        is: 'as-wanted', subscribed: plan.subscribe,
        removed: [...plan.removeFirst, ...plan.removeAfter],
      }
    : { is: 'unfinished', sentences: [
        `ShipStation's webhooks are not as wanted yet: ${String(left)} still to be changed.`,
      ] };
};

type Step = (v1: V1) => Promise<Heard>;

const stepsOf = (
  { removeFirst, subscribe, removeAfter }: HooksPlan,
  wanted: HooksWanted,
): readonly Step[] => [
  ...removeFirst.map(removing),
  ...subscribe.map((event): Step => (v1) => v1.call({
    method: 'POST', timeoutMilliseconds: 20_000, purpose: 'subscribe hook',
    body: JSON.stringify({
      target_url: wanted.address, event, store_id: null,
      friendly_name: hookName(wanted.connection, event),
    }),
  }, '/webhooks/subscribe')),
  ...removeAfter.map(removing),
];

const removing = ({ id }: SurveyHook): Step => (v1) => v1.call({
  method: 'DELETE', body: null, timeoutMilliseconds: 20_000, purpose: 'remove hook',
}, `/webhooks/${String(id)}`);

/** What forbids going on; a removal without content is how a good one looks. */
const inTheWay = (heard: Heard): string | null => {
  switch (heard.is) {
    case 'json':
      return null;
    case 'turned-down':
      // Gone already is as good as removed.
      return heard.status === 404 ? null : heard.text;
    case 'unanswered':
      return heard.unanswered.why === 'unreadable' ? null : heard.unanswered.text;
    default:
      return heard satisfies never;
  }
};

const hooksOf = async (
  v1: V1,
): Promise<{ readonly is: 'hooks'; readonly hooks: readonly SurveyHook[] } |
  Extract<HooksKept, { is: 'unfinished' }>> => {
  const answer = await survey(v1, { list: 'hooks' });
  if (answer.is === 'unanswered') return { is: 'unfinished', sentences: [answer.text] };
  const { found, unreadable } = answer;
  // One that cannot be read may be ours: nothing is changed on half a picture.
  if (unreadable.length > 0) return { is: 'unfinished', sentences: unreadable };
  return { is: 'hooks', hooks: found.list === 'hooks' ? found.rows : [] };
};
