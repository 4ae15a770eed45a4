/** Who works a connection, in words that need no number of a process. */
import { instant, renderInstant } from '../core/model/instant.ts';
import type { ConnectionView } from './shapes.ts';

type LeaseView = NonNullable<ConnectionView['lease']>;

export type StoredLease = {
  readonly holder: string; readonly epoch: number; readonly renewedAt: number;
};

const leaseIsOldAfter = 15_000;

/**
 * A lease is renewed every few seconds: nobody is known to hold one that is older, or is stamped so
 * far ahead of now.
 */
export const isRenewed = (renewedAt: number, wireNow: number): boolean =>
  Math.abs(wireNow - renewedAt) <= leaseIsOldAfter;

/** `own` is the name of this process in leases: its machine, a slash, and what tells it apart. */
export const viewLease = (
  { holder, epoch, renewedAt }: StoredLease,
  own: string,
  wireNow: number,
): LeaseView => ({
  holder, epoch, renewedAt: renderInstant(instant(renewedAt)),
  isHeld: isRenewed(renewedAt, wireNow),
  place: holder === own ? 'this-process'
    : machineOf(holder) === machineOf(own) ? 'this-machine' : 'another-machine',
  machine: machineOf(holder),
});

const machineOf = (holder: string): string => holder.split('/')[0] ?? holder;
