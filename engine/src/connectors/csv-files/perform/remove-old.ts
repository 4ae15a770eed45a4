import type { LookRequest } from '../../../contract/connector.ts';
import type { FilesClosed } from '../../../contract/files.ts';
import type { Instant } from '../../../core/model/instant.ts';
import { most } from '../manifest.ts';
import type { Bench } from './look.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The first look of an hour removes what was kept long enough, the oldest first. */
export const removeOld = async (
  { folder, settings }: Bench, { from, to }: LookRequest, now: Instant,
): Promise<FilesClosed | null> => {
  if (Math.floor(from / hour) === Math.floor(to / hour)) return null;
  let removed = 0;
  for (const at of ['processed', 'rejected', 'acknowledged'] as const) {
    const listed = await folder.list(at, 'list old files');
    // Before the first file was taken they are not there.
    if (listed.is === 'closed') continue;
    const old = listed.files.filter((one) => one.modifiedAt < now - settings.keepDays * day)
      .toSorted((a, b) => a.modifiedAt - b.modifiedAt);
    for (const { name } of old.slice(0, most.removed - removed)) {
      removed += 1;
      const gone = await folder.remove(at, name, 'remove old file');
      if (gone.is === 'closed') return gone;
    }
  }
  return null;
};
