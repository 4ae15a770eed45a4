/** How the webhooks of a connection stand, in words. */
import { renderInstant, type Instant } from '../core/model/instant.ts';
import type { Surroundings } from '../loop/surroundings.ts';
import type { Tx } from '../store/database.ts';
import { readHooksState } from '../store/hooks.ts';
import { readHookCalls, readTraffic } from '../store/traffic.ts';
import type { ConnectionView } from './shapes.ts';

type HooksView = NonNullable<ConnectionView['hooks']>;

export const viewHooks = async (
  tx: Tx,
  { hooks }: Surroundings,
  about: {
    readonly connection: string; readonly mode: 'live' | 'shadow';
    readonly feeds: ConnectionView['feeds'];
  },
): Promise<HooksView> => {
  const state = await readHooksState(tx, about.connection);
  const heard: number[] = [];
  let [judged, inTime] = [0, 0];
  for (const { feed, hooks: announced } of about.feeds) {
    if (announced !== null) {
      const traffic = await readTraffic(tx, about.connection, feed);
      judged += traffic.judged;
      // What an older program counted may be more than was judged.
      inTime += Math.min(traffic.announced, traffic.judged);
    }
    const calls = await readHookCalls(tx, about.connection, feed);
    if (calls !== null) heard.push(calls.newestAt);
  }
  const isOn = hooks?.publicUrl != null;
  const isMissing = about.feeds.some((one) => one.hooks?.state === 'missing');
  const is: HooksView['state'] = !isOn || about.mode === 'shadow' ? 'off'
    : state?.trouble !== null ? 'not-kept' : isMissing ? 'missing' : 'kept';
  return {
    state: is,
    sentence: state?.trouble != null && is === 'not-kept'
      ? `Webhooks could not be set up, so that it is only looked at by the clock: ${state.trouble}`
      : is === 'off' && isOn ? inShadow : sentences[is],
    keptAt: state?.keptAt == null ? null : renderInstant(state.keptAt),
    heardAt: heard.length === 0 ? null : renderInstant(Math.max(...heard) as Instant),
    judged, inTime,
  };
};

const inShadow =
  'No webhooks are set up in shadow mode, because that would be written into the account.';

const sentences: Readonly<Record<HooksView['state'], string>> = {
  off: 'Webhooks are off: GATEPASS_PUBLIC_URL does not say how this Gatepass can be reached.',
  'not-kept': 'Webhooks are not set up yet.',
  kept: 'Webhooks are set up and only bring a look forward.',
  missing: 'Webhooks are set up and do not arrive: something new was seen that none announced. ' +
    'Can GATEPASS_PUBLIC_URL be reached from outside?',
};
