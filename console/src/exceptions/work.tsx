/** Plans that wait for somebody (often a second person), and what was done to many lately. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { approvePlan, refusePlan, type BulkPlan, type OtherPlan } from '../api/causes.ts';
import { openPlansQuestion, runsQuestion, withheldQuestion } from '../api/cause-questions.ts';
import { meQuestion } from '../api/questions.ts';
import { Ask, Why } from '../ask/ask.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { usePolling } from '../live/provider.tsx';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { Table, type Column } from '../table/table.tsx';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';

const said = words.exceptions;

export function WorkPane() {
  const refetchInterval = usePolling();
  const plans = useQuery({ ...openPlansQuestion, refetchInterval });
  const runs = useQuery({ ...runsQuestion, refetchInterval });
  const count = (plans.data?.many.length ?? 0) + (plans.data?.others.length ?? 0);
  return (
    <article className="stack" aria-labelledby="work-title">
      <section className="panel stack">
        <h2 id="work-title">{said.workTitle}</h2>
        <h3>{said.openPlans}</h3>
        {plans.isError ? (
          <Trouble error={plans.error} onAgain={() => void plans.refetch()} />
        ) : null}
        {plans.data !== undefined && count === 0 ? (
          <p className="quiet">{said.noOpenPlans}</p>
        ) : null}
        <WhyNot right="go-live" id="why-not-approve" />
        {plans.data?.many.map((plan) => <Many key={plan.id} plan={plan} />)}
        {plans.data?.others.map((plan) => <Other key={plan.id} plan={plan} />)}
      </section>
      <section className="panel stack" aria-labelledby="runs-title">
        <h3 id="runs-title">{said.runs}</h3>
        {runs.isError ? <Trouble error={runs.error} onAgain={() => void runs.refetch()} /> : null}
        {runs.data?.items.length === 0 ? <p className="quiet">{said.noRuns}</p> : null}
        <ul className="plain runs">
          {runs.data?.items.map((run) => (
            <li key={run.id}>
              <Link
                className="row-link" to="/exceptions"
                search={(before) => ({ ...before, work: undefined, run: run.id })}
              >
                {said.kinds[run.kind]}
              </Link>{' '}
              <span className="tag" data-state={run.state}>{said.runStates[run.state]}</span>{' '}
              {run.sentence}{' '}
              <span className="quiet">
                {said.confirmedBy(run.confirmedBy)} <LocalClock at={run.confirmedAt} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}

function Many({ plan }: { plan: BulkPlan }) {
  return (
    <div className="open-plan stack">
      <p>
        <strong>{said.kinds[plan.kind]}</strong>, {said.madeBy(plan.madeBy)}{' '}
        {plan.needsSecondPerson ? <span className="tag">{said.waitsSecond}</span> : null}
      </p>
      <p>{plan.sentence}</p>
      <p>
        <Link
          className="row-link" to="/exceptions"
          search={(before) => ({ ...before, work: undefined, plan: plan.id })}
        >
          {said.openPlan}
        </Link>
      </p>
    </div>
  );
}

/** What the guard stopped goes exactly as it was seen; going live begins with an approval. */
function Other({ plan }: { plan: OtherPlan }) {
  const client = useQueryClient();
  const { data: me } = useQuery(meQuestion);
  const [asked, setAsked] = useState<'approve' | 'refuse' | null>(null);
  const [isEmpty, setEmpty] = useState(false);
  const through = plan.kind === 'guard' ? plan.through : null;
  const look = () => client.invalidateQueries({ queryKey: openPlansQuestion.queryKey });
  const approve = useMutation({
    mutationFn: (why: string | null) => approvePlan(plan.id, { through, why }), onSuccess: look,
  });
  const refuse = useMutation({
    mutationFn: (why: string) => refusePlan(plan.id, { through, why }), onSuccess: look,
  });
  const isOwn = me !== undefined && plan.madeBy === me.name;
  const hand = { right: 'go-live', reason: 'why-not-approve' } as const;
  return (
    <div className="open-plan stack">
      <p>
        <strong>{plan.kind === 'guard' ? said.guard : said.goingLive}</strong>,{' '}
        {said.madeBy(plan.madeBy)} <LocalClock at={plan.madeAt} />
      </p>
      <p>{plan.sentence}</p>
      {plan.kind === 'guard' ? <Withheld id={plan.id} /> : null}
      <div className="row">
        <MayButton
          {...hand} loading={approve.isPending}
          onClick={() => isOwn ? setAsked('approve') : approve.mutate(null)}
        >
          {plan.kind === 'guard' ? said.approve(plan.counts.withheld) : said.approveLive}
        </MayButton>
        {plan.kind === 'guard' ? (
          <MayButton {...hand} variant="default" onClick={() => setAsked('refuse')}>
            {said.refuse}
          </MayButton>
        ) : null}
      </div>
      {asked === null ? null : (
        <Ask
          key={asked}
          title={asked === 'refuse' ? said.refuse : said.secondWhy}
          button={asked === 'refuse' ? said.refuseNow : said.alone}
          isBusy={approve.isPending || refuse.isPending} onBack={() => setAsked(null)}
          onSay={(filled) => {
            const why = filled('why');
            setEmpty(why === '');
            if (why !== '') (asked === 'refuse' ? refuse : approve).mutate(why);
          }}
        >
          <Why isEmpty={isEmpty} />
        </Ask>
      )}
      {approve.isError ? (
        <DeedTrouble error={approve.error} look="plans" onClose={() => approve.reset()} />
      ) : null}
      {refuse.isError ? (
        <DeedTrouble error={refuse.error} look="plans" onClose={() => refuse.reset()} />
      ) : null}
    </div>
  );
}

type WithheldItem = Awaited<ReturnType<typeof import('../api/causes.ts').lookAtWithheld>>[
  'items'][number];

const columns: readonly Column<WithheldItem>[] = [
  { key: 'order', head: said.withheldHeads.order, kind: 'name', cell: ({ order }) => (
    <Link to="/orders/$id" params={{ id: order.id }} className="row-link">
      {order.orderNumber}
    </Link>
  ) },
  { key: 'what', head: said.withheldHeads.what, cell: ({ does }) => does },
  { key: 'why', head: said.withheldHeads.why, kind: 'wide', cell: ({ because }) =>
    because.join(' ') },
];

function Withheld({ id }: { id: string }) {
  const answer = useQuery(withheldQuestion(id));
  if (answer.data === undefined) return null;
  return (
    <details>
      <summary>{said.withheld}</summary>
      <Table
        caption={said.withheldTable} className="sample" columns={columns}
        rows={answer.data.items} keyOf={({ place }) => String(place)}
      />
    </details>
  );
}
