/** What the desk does by itself, level-triggered: it keeps the counts of causes true. */
import type { Instant } from '../core/model/instant.ts';
import type { Database } from '../store/database.ts';
import { mendGroups, recountGroups } from '../store/exception-groups.ts';
import { readErrand, saveErrand } from '../store/errands.ts';

/** A count that nobody touched is taken anew this often, in milliseconds. */
const mendEvery = 300_000;

/** Answers whether there may be more to do at once. */
export const keepGroups = async (database: Database, now: Instant): Promise<boolean> =>
  database.transaction(async (tx) => {
    const mendedAt = Number(await readErrand(tx, 'groups mended') ?? 0);
    if (now - mendedAt >= mendEvery) {
      await saveErrand(tx, 'groups mended', String(now));
      await mendGroups(tx, now);
    }
    return (await recountGroups(tx, now)) > 0;
  });
