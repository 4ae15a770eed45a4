/** The loop on a stage for the tests of one `onEveryDatabase`. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { emptyTables, type TestDatabase } from './databases.ts';
import { openStage, type PolicyOver, type Stage } from './stage.ts';
import { standingFor } from './standing-for.ts';

/**
 * A migrated database, and before each test empty tables, a stage put up anew and the usual policy
 * in force, or another one. Both are there from the first test on, and stay the same objects.
 */
export const onStage = (
  size: TestDatabase,
  policy?: PolicyOver,
): {
  readonly database: Database;
  readonly stage: Stage;
  /** The same once more, in the middle of a test. */
  readonly putUpAnew: () => Promise<void>;
} => {
  let opened: Database | null = null;
  let open: Stage | null = null;
  beforeAll(async () => {
    opened = await size.open();
    await migrate(opened);
  });
  afterAll(size.drop);
  const database = standingFor(() => opened);
  const stage = standingFor(() => open);
  const putUpAnew = async (): Promise<void> => {
    await emptyTables(database);
    open = openStage(database);
    await stage.apply(policy);
  };
  beforeEach(putUpAnew);
  return { database, stage, putUpAnew };
};
