/** What stands still on each connection, by a pause or by its silence, and what lately did. */
import type { Contact, Standstill } from '../core/model/dossier.ts';
import { instant, later, type Instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { isStanding, pausesSince, type StoredPause } from '../store/pauses.ts';
import { silencesSince, type StoredSilence } from '../store/silences.ts';

/** Longer than any limit of the default policy runs: older standstills move no limit any more. */
const remembered = 7 * 24 * 3_600_000;

type Still = Pick<Contact, 'paused' | 'silence' | 'standstills'>;

export const readStandstills = async (
  tx: Tx,
  now: Instant,
): Promise<Readonly<Record<string, Still>>> => {
  const since = later(now, -remembered);
  const pauses = await pausesSince(tx, since);
  const silences = await silencesSince(tx, since);
  const names = new Set([...pauses, ...silences].map((one) => one.connection));
  return Object.fromEntries([...names].map((name) => [name, stillOf(
    pauses.filter((one) => one.connection === name),
    silences.filter((one) => one.connection === name), now)]));
};

const stillOf = (
  pauses: readonly StoredPause[],
  silences: readonly StoredSilence[],
  now: Instant,
): Still => {
  const silent = silences.findLast((one) => one.until === null);
  return {
    paused: pauses.flatMap((one) => {
      const { effect, by, why, until } = one;
      return effect === 'look' || !isStanding(one, now) ? [] : [{ effect, by, why, until }];
    }),
    silence: silent === undefined ? null : { since: silent.since, why: silent.why },
    standstills: [
      ...pauses.flatMap((one) => pastPause(one, now)),
      ...silences.flatMap(({ since, until }) =>
        (until === null ? [] : [{ effect: null, from: since, until }])),
    ],
  };
};

/** A pause of looks holds up nothing that is owed. */
const pastPause = (pause: StoredPause, now: Instant): readonly Standstill[] => {
  if (pause.effect === 'look' || isStanding(pause, now)) return [];
  const until = instant(Math.min(pause.ended?.at ?? now, pause.until ?? now));
  return [{ effect: pause.effect, from: pause.since, until }];
};
