/** A warehouse that still works on an order its channel cancelled is told to stop. */
import { isToTakeBack } from '../../facts/messages.ts';
import type { Message } from '../../model/dossier.ts';
import type { Instant } from '../../model/instant.ts';
import type { Case } from '../case.ts';
import { excuse, type Draft, type Rule } from '../draft.ts';
import { tell } from '../telling.ts';
import { cancelledBy } from './cancellation.ts';

export const recall: Rule = (at, draft) => {
  const cancelled = cancelledBy(at);
  if (cancelled === null || draft.obligations['tell-warehouse'] !== undefined) return draft;
  const because = { is: 'cancelled', by: cancelled.by } as const;
  const channel = mustHearMore(at, 'channel') ? draft : excuse(draft, ['tell-channel'], because);
  const { snapshot } = at;
  const hasStopped = snapshot.status === 'cancelled' || snapshot.status === 'dispatched' ||
    (at.sent.length > 0 && at.labels.length === 0);
  const stopped = hasStopped || cancelled.by === 'warehouse'
    ? channel : tellToStop(at, channel, owedFrom(at, cancelled.at));
  // Told to stop; what it was told of a label since voided is taken back next, as ever.
  const isStopped = stopped.obligations['tell-warehouse']?.is === 'met' || stopped === channel;
  if (!isStopped) return stopped;
  if (mustHearMore(at, 'warehouse')) return channel;
  return stopped === channel ? excuse(channel, ['tell-warehouse'], because) : stopped;
};

/** Nobody is left with the number of a parcel that will not come. */
const mustHearMore = (at: Case, to: Message['to']): boolean =>
  at.outbound.length === 0 && isToTakeBack(at.facts, to);

/** Before a warehouse has spoken of the goods there is nobody to tell, and nothing is late. */
const owedFrom = ({ facts }: Case, cancelledAt: Instant): Instant => {
  const first = Object.values(facts.says?.since ?? {}).toSorted((one, other) => one - other)[0];
  return first === undefined || first < cancelledAt ? cancelledAt : first;
};

const tellToStop = (at: Case, draft: Draft, since: Instant): Draft =>
  at.warehouse === null ? draft : tell(at, draft, {
    to: 'warehouse',
    obligation: 'tell-warehouse',
    connection: at.warehouse.connection,
    kind: 'recall',
    labels: [],
    voids: [],
    since,
    limit: at.limits.labelToWarehouse,
    refusedCode: 'warehouse.refused',
    parcels: [],
  });
