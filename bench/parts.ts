/** The parts of the benchmark, in the order of the page. */
import type { Part } from './part.ts';
import { burst } from './parts/burst.ts';
import { cause } from './parts/cause.ts';
import { consoleInUse } from './parts/console.ts';
import { day } from './parts/day.ts';
import { decisions } from './parts/decisions.ts';
import { held } from './parts/held.ts';
import { ingest } from './parts/ingest.ts';
import { firstStart } from './parts/start.ts';
import { workers } from './parts/workers.ts';

export const parts: readonly Part[] = [
  burst, day, ingest, decisions, workers, held, cause, consoleInUse, firstStart,
];
