/** A whole period decided anew and compared with what was decided, in slices. */
import { setTimeout as wait } from 'node:timers/promises';
import { replayShape } from '../../engine/src/api/shapes/replays.ts';
import { residentOf, type Tell } from './places.ts';

export type Replayed = {
  readonly looked: number;
  readonly differing: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly mostMebibytes: number | null;
};

/** All that was ever decided within a quarter of a year; nothing is woken. */
export const replayAll = async (tell: Tell, pid: number): Promise<Replayed> => {
  const now = Date.now();
  const begun = performance.now();
  let replay = replayShape.parse(await tell('POST', '/v1/replays', {
    from: new Date(now - 91 * 24 * 3_600_000).toISOString(), to: new Date(now).toISOString(),
  }));
  let most = residentOf(pid);
  while (replay.state !== 'done') {
    if (replay.state === 'stopped') throw new Error('the replay was stopped');
    await wait(500);
    replay = replayShape.parse(await tell('GET', `/v1/replays/${replay.id}`));
    const resident = residentOf(pid);
    if (resident !== null) most = Math.max(most ?? 0, resident);
  }
  const seconds = (performance.now() - begun) / 1_000;
  return {
    looked: replay.looked, differing: replay.differing, seconds,
    perSecond: Math.round(replay.looked / seconds), mostMebibytes: most,
  };
};
