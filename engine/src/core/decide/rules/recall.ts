/** A warehouse that still works on an order its channel cancelled is told to stop. */
import { excuse, type Rule } from '../draft.ts';
import { tell } from '../telling.ts';
import { cancelledBy } from './cancellation.ts';

export const recall: Rule = (at, draft) => {
  const cancelled = cancelledBy(at);
  if (cancelled === null || draft.obligations['tell-warehouse'] !== undefined) return draft;
  const { snapshot, warehouse } = at;
  const hasStopped = snapshot.status === 'cancelled' || snapshot.status === 'dispatched';
  if (hasStopped || cancelled.by === 'warehouse' || warehouse === null) {
    return excuse(draft, ['tell-warehouse', 'tell-channel'], {
      is: 'cancelled', by: cancelled.by,
    });
  }
  const told = tell(at, draft, {
    to: 'warehouse',
    obligation: 'tell-warehouse',
    connection: warehouse.connection,
    kind: 'recall',
    labels: [],
    voids: [],
    since: cancelled.at,
    limit: at.policy.limits.labelToWarehouse,
    refusedCode: 'warehouse.refused',
    parcels: [],
  });
  return excuse(told, ['tell-channel'], { is: 'cancelled', by: 'channel' });
};
