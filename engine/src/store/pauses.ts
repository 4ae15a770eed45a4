/** What people have paused on a connection; a pause that is over stays as history. */
import type { Effect } from '../core/model/dossier.ts';
import { instant, type Instant } from '../core/model/instant.ts';
import type { Tx } from './database.ts';
import { storable } from './storable.ts';

/** The kinds of effect, and looking, which has none. */
export const pausable = ['look', 'release', 'withdraw', 'void', 'write'] as const;
export type Pausable = Effect | 'look';

export type StoredPause = {
  readonly connection: string;
  readonly effect: Pausable;
  readonly by: string;
  readonly why: string;
  readonly since: Instant;
  readonly until: Instant | null;
  readonly ended: { readonly at: Instant; readonly by: string | null } | null;
};

export type NewPause = Pick<StoredPause, 'connection' | 'effect' | 'by' | 'why' | 'until'>;

/** Another pause of the same thing takes the place of the one that stands, which is ended by it. */
export const savePause = async (tx: Tx, pause: NewPause, now: Instant): Promise<void> => {
  const { connection, effect, by, why, until } = pause;
  await endPauses(tx, { connection, effects: [effect], by, why: 'paused anew' }, now);
  await tx.insertInto('pause').values({
    connection, effect, paused_by: storable(by), why: storable(why), since_at: now,
    until_at: until, ended_at: null, ended_by: null, ended_why: null,
  }).execute();
};

/** Ends what stands of these; answers which did. One that ran out before is ended as of then. */
export const endPauses = async (
  tx: Tx,
  ending: {
    readonly connection: string; readonly effects: readonly Pausable[];
    readonly by: string; readonly why: string;
  },
  now: Instant,
): Promise<readonly Pausable[]> => {
  const standing = await tx.selectFrom('pause').select(['pause_id', 'effect', 'until_at'])
    .where('connection', '=', ending.connection)
    .where('effect', 'in', [...ending.effects])
    .where('ended_at', 'is', null)
    .orderBy('pause_id')
    .forUpdate().execute();
  for (const row of standing) {
    const ranOut = row.until_at !== null && row.until_at <= now;
    await tx.updateTable('pause').set({
      ended_at: ranOut ? row.until_at : now,
      ended_by: ranOut ? null : storable(ending.by),
      ended_why: ranOut ? null : storable(ending.why),
    }).where('pause_id', '=', row.pause_id).execute();
  }
  return standing.filter((row) => row.until_at === null || row.until_at > now)
    .map((row) => asPausable(row.effect));
};

/** All that stands, and all that ended since an instant. */
export const pausesSince = async (tx: Tx, since: Instant): Promise<readonly StoredPause[]> => {
  const rows = await tx.selectFrom('pause').selectAll()
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', since)]))
    .orderBy('pause_id').execute();
  return rows.map(asStored);
};

/** What stands on one connection now. */
export const standingPauses = async (
  tx: Tx,
  connection: string,
  now: Instant,
): Promise<readonly StoredPause[]> => {
  const rows = await tx.selectFrom('pause').selectAll()
    .where('connection', '=', connection)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', now)]))
    .orderBy('pause_id').execute();
  return rows.map(asStored);
};

/** Whether it stands: neither ended nor run out. */
export const isStanding = ({ until, ended }: StoredPause, now: Instant): boolean =>
  ended === null && (until === null || now < until);

const asPausable = (text: string): Pausable => {
  const known = pausable.find((one) => one === text);
  if (known === undefined) throw new Error(`the store knows no effect ${text}`);
  return known;
};

const asStored = (row: {
  connection: string; effect: string; paused_by: string; why: string; since_at: number;
  until_at: number | null; ended_at: number | null; ended_by: string | null;
}): StoredPause => ({
  connection: row.connection, effect: asPausable(row.effect), by: row.paused_by, why: row.why,
  since: instant(row.since_at),
  until: row.until_at === null ? null : instant(row.until_at),
  ended: row.ended_at === null ? null : { at: instant(row.ended_at), by: row.ended_by },
});
