/** Tracking, carrier, cost and weight go back to the warehouse, and are read back from it. */
import { carrierForWarehouse } from '../../policy/mapping.ts';
import { untoldSince } from '../../facts/messages.ts';
import { excuse, oblige, raise, type Rule } from '../draft.ts';
import { parcelsTold, tell } from '../telling.ts';

export const tellWarehouse: Rule = (at, draft) => {
  if (draft.obligations['tell-warehouse'] !== undefined) return draft;
  const { labels, warehouse, policy, snapshot } = at;
  const [first] = labels;
  if (first === undefined) {
    return oblige(draft, 'tell-warehouse', {
      is: 'later', because: { is: 'after', what: 'label' },
    });
  }
  if (warehouse === null) {
    return excuse(draft, ['tell-warehouse'], {
      is: 'warehouse-unknown', warehouse: at.facts.warehouse,
    });
  }
  const seen = new Set(snapshot.dispatch?.trackingNumbers ?? []);
  const isReadBack = labels.every(({ label }) =>
    label.trackingNumber !== null && seen.has(label.trackingNumber));
  if (isReadBack) {
    return oblige(draft, 'tell-warehouse', {
      is: 'met', at: at.says.arrivedAt, because: { is: 'told', who: 'warehouse' },
    });
  }
  const unmapped = labels.find((one) => carrierForWarehouse(policy, one.label.carrier) === null);
  if (unmapped !== undefined) {
    const { carrier } = unmapped.label;
    const because = { is: 'carrier-unmapped', carrier, who: at.facts.warehouse } as const;
    return oblige(
      raise(draft, 'carrier.unmapped', {
        fault: `${carrier} for ${at.facts.warehouse}`, since: unmapped.firstSeenAt, because,
      }),
      'tell-warehouse',
      { is: 'open', waitsOn: 'person', since: unmapped.firstSeenAt, limitAt: null, because });
  }
  return tell(at, draft, {
    to: 'warehouse',
    obligation: 'tell-warehouse',
    connection: warehouse.connection,
    kind: 'dispatch',
    since: untoldSince(labels),
    limit: policy.limits.labelToWarehouse,
    refusedCode: 'warehouse.refused',
    parcels: parcelsTold(at, (carrier) => carrierForWarehouse(policy, carrier), (line) => line),
  });
};
