import type { ChannelName, ConsignmentId, WarehouseName } from './ids.ts';
import type { Instant } from './instant.ts';

/**
 * How far one channel of one warehouse has gone live by a plan. Where there is none, the modes of
 * its connections say.
 */
export type GoingLive = {
  readonly warehouse: WarehouseName;
  readonly channel: ChannelName;
  /** Consignments first heard of before are read, but not judged; adopted ones are. */
  readonly line: Instant;
  /**
   * `shadow`: adopting, or aborted: nothing is written. `steps`: whoever is let through may be
   * released. `live`: all are.
   */
  readonly stance: 'shadow' | 'steps' | 'live';
  /** When this stance, or this step, began: nothing was late before. */
  readonly since: Instant;
  /** Who has been let through; read in `steps` only. */
  readonly admitted: readonly ConsignmentId[];
};
