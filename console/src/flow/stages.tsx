import { useNavigate } from '@tanstack/react-router';
import type { Flow, Stage } from '../api/client.ts';
import { StageStrip, type StripRow } from '../charts/stage-strip.tsx';
import { OrdersLink, searchOfList } from '../frame/list-link.tsx';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { words } from '../words/words.ts';

/** The stretch that Gatepass is for. */
const framed: ReadonlySet<Stage> =
  new Set(['ready-to-ship', 'in-shipstation', 'labelled', 'warehouse-told']);

export function Stages({ stages }: { stages: Flow['stages'] }) {
  const now = useNow();
  const navigate = useNavigate();
  return (
    <section className="panel stack" aria-labelledby="stages">
      <h2 id="stages">{words.flow.stripTitle}</h2>
      <StageStrip
        rows={stripRows(stages, now)} listLink={OrdersLink}
        onPick={(list) => void navigate({ to: '/orders', search: searchOfList(list) })}
      />
      <p className="quiet">{words.flow.stripNote}</p>
    </section>
  );
}

export const stripRows = (stages: Flow['stages'], now: number): readonly StripRow[] =>
  stages.map((stage) => rowOf(stage, now));

function rowOf(view: Flow['stages'][number], now: number): StripRow {
  const { ages } = view;
  return {
    key: view.stage,
    name: words.stages[view.stage],
    ages: {
      'in-time': ages.inTime, 'due-soon': ages.dueSoon, 'late': ages.late,
      'very-late': ages.veryLate,
    },
    total: view.total,
    oldest: view.oldestSince === null
      ? null : durationInWords(now - Date.parse(view.oldestSince)),
    inLastHour: view.inLastHour,
    outLastHour: view.outLastHour,
    blocked: view.blocked,
    onHold: view.held,
    isFramed: framed.has(view.stage),
    list: view.list,
    inList: view.inList,
    outList: view.outList,
  };
}
