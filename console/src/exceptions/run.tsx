/** What a confirmed plan has done so far, order by order, and the way to stop the rest. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { stopRun, type PlannedItem, type Run } from '../api/causes.ts';
import { resultsQuestion, runQuestion } from '../api/cause-questions.ts';
import { forgetLists } from '../api/questions.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { LiveCount } from '../live/live-count.tsx';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { More } from '../table/more.tsx';
import { Table, type Column } from '../table/table.tsx';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { LeftOut } from './plan.tsx';

const said = words.exceptions;
const heads = said.resultHeads;

export function RunPane({ id }: { id: string }) {
  const client = useQueryClient();
  const answer = useQuery(runQuestion(id));
  const stop = useMutation({
    mutationFn: () => stopRun(id),
    onSuccess: (run) => client.setQueryData(runQuestion(id).queryKey, run),
  });
  const run = answer.data;
  const { state } = run ?? {};
  useEffect(() => {
    // What was done shows in the causes as soon as it is done.
    if (state !== undefined) void forgetLists(client);
  }, [state, client]);
  if (answer.isError) {
    return <Trouble error={answer.error} onAgain={() => void answer.refetch()} />;
  }
  if (run === undefined) return <p className="quiet cause-opening">{said.runLooking}</p>;
  const { all, toDo } = run.counts;
  return (
    <article className="panel stack run" aria-labelledby="run-title">
      <div className="row">
        <h2 id="run-title">{said.kinds[run.kind]}: {said.runStates[run.state]}</h2>
        <span className="tag" data-state={run.state}>{said.runStates[run.state]}</span>
      </div>
      <p data-unlisted="list-is-here"><LiveCount text={run.sentence} /></p>
      <p className="row" data-unlisted="list-is-here">
        <progress aria-labelledby="run-title" max={all} value={all - toDo} />
        <span className="number">{said.progress(all - toDo, all)}</span>
      </p>
      <p className="quiet">
        {run.why} ({said.confirmedBy(run.confirmedBy)}{' '}
        <LocalClock at={run.confirmedAt} />)
      </p>
      {run.stopped === null ? null : (
        <p>{said.stopped} {run.stopped.by} <LocalClock at={run.stopped.at} /></p>
      )}
      {run.state === 'running' ? (
        <div>
          <WhyNot right="fix-many" id="why-not-stop" />
          <MayButton
            right="fix-many" reason="why-not-stop" variant="default" loading={stop.isPending}
            onClick={() => stop.mutate()}
          >
            {said.stop}
          </MayButton>
        </div>
      ) : null}
      {stop.isError ? (
        <DeedTrouble error={stop.error} look="run" onClose={() => stop.reset()} />
      ) : null}
      <LeftOut leftOut={run.leftOut} />
      <Results run={run} />
    </article>
  );
}

const columns: readonly Column<PlannedItem>[] = [
  { key: 'order', head: heads.order, kind: 'name', cell: ({ order, orderNumber }) => (
    <Link to="/orders/$id" params={{ id: order }} className="row-link">{orderNumber}</Link>
  ) },
  { key: 'state', head: heads.state, cell: ({ state }) => (
    <span className="tag">{said.itemStates[state]}</span>
  ) },
  { key: 'what', head: heads.what, kind: 'wide', cell: (item) => item.words ?? item.after },
];

function Results({ run }: { run: Run }) {
  const answer = useInfiniteQuery(resultsQuestion(run.id, run.state === 'running'));
  const items = answer.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <div className="stack">
      <h3>{said.results}</h3>
      <Table
        caption={said.resultsTable} className="sample" columns={columns} rows={items}
        keyOf={({ number }) => String(number)}
      />
      <More answer={answer} text={said.more} />
    </div>
  );
}
