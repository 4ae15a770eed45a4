/** Tracking, carrier, cost and weight go back to the warehouse, and are read back from it. */
import { carrierForWarehouse } from '../../policy/mapping.ts';
import { owedSince, owedTo } from '../../facts/messages.ts';
import { parcelKnown } from '../../facts/sent-otherwise.ts';
import type { Message } from '../../model/dossier.ts';
import type { Case } from '../case.ts';
import { excuse, oblige, raise, type Rule } from '../draft.ts';
import { isToBeToldAgain, messageDue, parcelsTold, tell, unmappedAmong } from '../telling.ts';

export const tellWarehouse: Rule = (at, draft) => {
  if (draft.obligations['tell-warehouse'] !== undefined) return draft;
  const { outbound, warehouse, policy } = at;
  if (warehouse === null) {
    return excuse(draft, ['tell-warehouse'], {
      is: 'warehouse-unknown', warehouse: at.facts.warehouse,
    });
  }
  const owed = owedTo(at.facts, 'warehouse', outbound, (message) => isReadBack(at, message));
  const due = messageDue(owed);
  if (due === null) {
    return oblige(draft, 'tell-warehouse', outbound.length > 0 && owed.is === 'all-told'
      ? { is: 'met', at: owed.at, because: { is: 'told', who: 'warehouse' } }
      : { is: 'later', because: { is: 'after', what: 'label' } });
  }
  const since = owedSince(at.facts, outbound);
  const unmapped = unmappedAmong(at, (carrier) => carrierForWarehouse(policy, carrier));
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
    ...due,
    since,
    limit: at.limits.labelToWarehouse,
    refusedCode: 'warehouse.refused',
    parcels: parcelsTold(
      at, { ...due, to: 'warehouse' }, (carrier) => carrierForWarehouse(policy, carrier),
      (line) => line),
  });
};

/** Acknowledged, or seen in the warehouse's own snapshot: either is the read-back. */
const isReadBack = (at: Case, message: Message): boolean => {
  const { facts, snapshot } = at;
  if (isToBeToldAgain(at, message)) return false;
  if (message.acknowledgedAt !== null) return true;
  const seen = new Set(snapshot.dispatch?.trackingNumbers ?? []);
  return message.labels.length > 0 && message.labels.every((id) => {
    const number = parcelKnown(facts, id)?.trackingNumber ?? null;
    return number !== null && seen.has(number);
  });
};
