/**
 * One PostgreSQL for a whole run of the tests: the one that DATABASE_URL_TEST names (as a
 * superuser, since tests make databases and empty tables in one go), or one made in
 * a temporary folder from the newest binaries on this machine, without syncs, ended with the run.
 * Name this file as `globalSetup` of the test project.
 */
import type { TestProject } from 'vitest/node';
import { findBinaries, makeCluster } from './cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where databases for tests can be created; null when this machine has no PostgreSQL. */
    postgresUrl: string | null;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const named = process.env['DATABASE_URL_TEST'];
  if (named !== undefined && named !== '') {
    project.provide('postgresUrl', named);
    return async () => {};
  }
  const binaries = findBinaries();
  if (binaries === null) {
    project.provide('postgresUrl', null);
    return async () => {};
  }
  const cluster = await makeCluster(binaries, {
    settings: ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'],
  });
  project.provide('postgresUrl', cluster.url);
  return cluster.stop;
}
