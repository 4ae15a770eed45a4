import type { LookRequest } from '../../../contract/connector.ts';
import type { FilesClosed } from '../../../contract/files.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { most } from '../manifest.ts';
import { acknowledgedName } from '../translate/names.ts';
import type { Bench } from './look.ts';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * The first look of an hour removes what was kept long enough, the oldest first. A file keeps its
 * time of change when it is put away; when that was, says its acknowledgement.
 */
export const removeOld = async (
  { folder, settings }: Bench, { from, to }: LookRequest, now: Instant,
): Promise<FilesClosed | null> => {
  if (Math.floor(from / hour) === Math.floor(to / hour)) return null;
  const acknowledged = await folder.list('acknowledged', 'list old files');
  // Before the first file was taken it is not there.
  if (acknowledged.is === 'closed') return null;
  const putAwayAt = new Map(acknowledged.files.map((one) =>
    [acknowledgedName(one.name), one.modifiedAt]));
  let removed = 0;
  for (const at of ['processed', 'rejected', 'acknowledged'] as const) {
    const listed = at === 'acknowledged' ? acknowledged : await folder.list(at, 'list old files');
    if (listed.is === 'closed') continue;
    const old = listed.files
      .map(({ name, modifiedAt }) => ({ name, at: putAwayAt.get(name) ?? modifiedAt }))
      .filter((one) => one.at < now - settings.keepDays * day)
      .toSorted((one, other) => one.at - other.at);
    for (const { name } of old.slice(0, most.removed - removed)) {
      removed += 1;
      const gone = await folder.remove(at, name, 'remove old file');
      if (gone.is === 'closed') return gone;
    }
  }
  return null;
};
