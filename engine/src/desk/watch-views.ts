/** Counts what the views of the team that carry an alert show; posting it is another's. */
import { judgeView, type ToldView } from '../core/decide/view-above.ts';
import type { Instant, Milliseconds } from '../core/model/instant.ts';
import type { Database } from '../store/database.ts';
import type { OrderFilter } from '../store/order-filter.ts';
import { readPolicy } from '../store/policies.ts';
import { countOrders } from '../store/reading.ts';
import { overtakeOver, saveCounted, saveViewAlert, takeDueView } from '../store/view-alerts.ts';

/** To count a hundred thousand orders takes a moment, and nobody minds a minute. */
const countEvery: Milliseconds = 60_000;

type Ground = {
  readonly database: Database; readonly now: () => Instant; readonly random: () => string;
  /** What the list behind an address shows; null where the list would refuse it. */
  readonly filterOf: (search: string) => OrderFilter | null;
};

/** One view a turn, so that everybody else has theirs. Answers whether there may be more. */
export const watchViews = ({ database, now, random, filterOf }: Ground): Promise<boolean> =>
  database.transaction(async (tx) => {
    const at = now();
    const view = await takeDueView(tx, at, countEvery);
    if (view === null) return false;
    const { id, name, page, search, above, to, told } = view;
    const { alerts = {} } = await readPolicy(tx);
    const filter = filterOf(search);
    if (filter === null || !Object.hasOwn(alerts, to)) {
      await saveCounted(tx, id, { at, told });
      return true;
    }
    const { total: count } = await countOrders(tx, filter, at);
    const finding = judgeView(view, count, at);
    if (finding === 'tell') {
      await saveViewAlert(tx, {
        id: `alr_${random()}`, address: to, view: id, at, count,
        content: {
          name, page, search, above,
          before: told === null ? null : { at: told.at, count: told.count },
        },
      });
    }
    if (finding === 'over') await overtakeOver(tx, id);
    await saveCounted(tx, id, { at, told: toldNow(finding, told, { at, count }) });
    return true;
  });

const toldNow = (
  finding: ReturnType<typeof judgeView>,
  told: ToldView | null,
  now: Pick<ToldView, 'at' | 'count'>,
): ToldView | null => {
  switch (finding) {
    case 'tell':
      return { ...now, isOver: false };
    case 'over':
      return told === null ? null : { ...told, isOver: true };
    case 'as-before':
      return told;
    default:
      return finding satisfies never;
  }
};
