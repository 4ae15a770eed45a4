import type { Action } from '../model/decision.ts';
import type { GoingLive } from '../model/going-live.ts';
import type { ConsignmentId } from '../model/ids.ts';
import type { Policy, WarehousePolicy } from '../policy/policy.ts';

/** Whether what is wished may be done now. */
export type Passage = 'may-go' | 'shadow' | 'next-step';

export const letThrough = (
  { policy, warehouse, goingLive, consignment }: {
    readonly policy: Pick<Policy, 'connections'>;
    readonly warehouse: WarehousePolicy | null;
    readonly goingLive: GoingLive | null;
    readonly consignment: ConsignmentId;
  },
  action: Pick<Action, 'do' | 'connection'>,
): Passage => {
  if (goingLive === null) {
    // Where ShipStation is only watched, nobody is told what another program tells them.
    const touched = [action.connection, ...(warehouse === null ? [] : [warehouse.shipstation])];
    const isLive = touched.every((name) => policy.connections[name]?.mode === 'live');
    return isLive ? 'may-go' : 'shadow';
  }
  switch (goingLive.stance) {
    case 'shadow':
      return 'shadow';
    case 'live':
      return 'may-go';
    case 'steps':
      return !isStepped(action.do) || goingLive.admitted.includes(consignment)
        ? 'may-go' : 'next-step';
    default:
      return goingLive.stance satisfies never;
  }
};

/** What puts goods on their way, or keeps them back; telling and taking back never wait. */
const isStepped = (operation: Action['do']): boolean => {
  switch (operation) {
    case 'create-order':
    case 'amend-order':
    case 'park-order':
    case 'unpark-order':
    case 'buy-label':
    case 'mark-as-shipped':
      return true;
    case 'withdraw-order':
    case 'void-label':
    case 'tell-warehouse':
    case 'tell-channel':
      return false;
    default:
      return operation satisfies never;
  }
};
