/** How far each warehouse and channel has gone live, for the rules. */
import type { GoingLive } from '../../core/model/going-live.ts';
import { channelName, warehouseName } from '../../core/model/ids.ts';
import type { Tx } from '../../store/database.ts';
import { readAdmissions, readPlans, type Plan } from '../../store/plans.ts';

/** Far more than one merchant goes live. */
const plansAtMost = 200;

/** The newest approved plan of each warehouse and channel speaks. */
export const readGoingLive = async (tx: Tx): Promise<readonly GoingLive[]> => {
  const found = new Map<string, GoingLive>();
  for (const plan of await readPlans(tx, plansAtMost)) {
    const stance = stanceOf(plan);
    if (stance === null) continue;
    const admitted = stance === 'steps'
      ? (await readAdmissions(tx, plan.id)).map((one) => one.consignment) : [];
    const { warehouse, channels, line, since } = plan.content;
    for (const channel of channels) {
      const name = `${warehouse} ${channel}`;
      if (found.has(name)) continue;
      found.set(name, {
        warehouse: warehouseName(warehouse), channel: channelName(channel), line, since, stance,
        admitted,
      });
    }
  }
  return [...found.values()];
};

const stanceOf = ({ state }: Plan): GoingLive['stance'] | null => {
  switch (state) {
    case 'drafted':
    case 'dropped':
      return null;
    case 'adopting':
    case 'aborted':
      return 'shadow';
    case 'running':
      return 'steps';
    case 'done':
      return 'live';
    default:
      return state satisfies never;
  }
};
