/** A plan as it stands on the server: what would happen to exactly which orders, and the yes. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { detailOf, statusOf } from '../api/client.ts';
import { confirmPlan, type BulkPlan } from '../api/causes.ts';
import { openPlansQuestion, planQuestion, runQuestion } from '../api/cause-questions.ts';
import { Ask, Why } from '../ask/ask.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { Clock, HowLong } from '../time/when.tsx';
import { useNow } from '../time/use-now.ts';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { exceptionInWords } from '../words/exception-code.ts';
import { PlanOrders } from './plan-orders.tsx';
import { PlanOver } from './plan-over.tsx';
import type { RightName } from '../may/use-may.ts';

const route = getRouteApi('/framed/exceptions');
const said = words.exceptions;

export function PlanPane({ id }: { id: string }) {
  const answer = useQuery(planQuestion(id));
  if (answer.isError) {
    return <Trouble error={answer.error} onAgain={() => void answer.refetch()} />;
  }
  const plan = answer.data;
  if (plan === undefined) return <p className="quiet cause-opening">{said.planLooking}</p>;
  return (
    <article className="panel stack plan" aria-labelledby="plan-title">
      <h2 id="plan-title">{said.planTitle}: {said.kinds[plan.kind]}</h2>
      <p className="plan-sentence" data-unlisted="list-is-here">{plan.sentence}</p>
      {plan.mapping === null ? null : (
        <p><strong>{plan.mapping.sentence}</strong> {said.mappingHolds}</p>
      )}
      <Facts plan={plan} />
      <LeftOut leftOut={plan.leftOut} />
      <Confirm plan={plan} />
      <PlanOrders plan={plan} />
    </article>
  );
}

function Facts({ plan }: { plan: BulkPlan }) {
  return (
    <dl className="facts" data-unlisted="list-is-here">
      {plan.job === null ? <Foreseen plan={plan} /> : null}
      <div className="facts-wide">
        <dt>{said.reason}</dt>
        <dd>{plan.why} <span className="quiet">({said.madeBy(plan.madeBy)})</span></dd>
      </div>
      {plan.job === null ? <GoodUntil at={plan.expiresAt} /> : null}
    </dl>
  );
}

function GoodUntil({ at }: { at: string }) {
  return <div><dt>{said.expires}</dt><dd><Clock at={at} zone={useZone()} toTheSecond /></dd></div>;
}

/** What would be; once it is confirmed, its sentence and its run say what is. */
function Foreseen({ plan }: { plan: BulkPlan }) {
  const zone = useZone();
  const operations: Readonly<Record<string, string>> = words.connections.operations;
  return (
    <>
      <div><dt>{said.planned}</dt><dd>{said.orders(plan.counts.planned)}</dd></div>
      <div><dt>{said.leftOut}</dt><dd>{said.orders(plan.counts.leftOut)}</dd></div>
      <div>
        <dt>{said.oldestOne}</dt>
        <dd>
          {plan.oldestSince === null ? words.none
            : <HowLong since={plan.oldestSince} zone={zone} />}
        </dd>
      </div>
      <div className="facts-wide">
        <dt>{said.needs}</dt>
        <dd>
          {plan.calls.length === 0 ? said.noCalls : (
            <ul className="plain">
              {plan.calls.map(({ connection, operation, orders, calls, seconds }) => (
                <li key={`${operation} ${connection}`}>
                  {said.calls(
                    operations[operation] ?? exceptionInWords(operation), connection, orders, calls,
                  )}
                  {seconds === null ? null : <>, {said.seconds(seconds)}</>}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
    </>
  );
}

export function LeftOut({ leftOut }: { leftOut: BulkPlan['leftOut'] }) {
  if (leftOut.length === 0) return null;
  return (
    <div>
      <h3>{said.leftOutTitle}</h3>
      <ul className="plain left-out" data-unlisted="list-is-here">
        {leftOut.map((one) => (
          <li key={one.words}><span className="number">{one.count}</span> × {one.words}</li>
        ))}
      </ul>
    </div>
  );
}

/** Names system and count. A plan that is too old or not as it was is refused, in words. */
function Confirm({ plan }: { plan: BulkPlan }) {
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const now = useNow();
  const goBack = useBack(plan);
  const [isEmpty, setEmpty] = useState(false);
  const confirm = useMutation({
    mutationFn: (why: string | null) => confirmPlan(plan.id, plan.fingerprint ?? '', why),
    onSuccess: async (run) => {
      client.setQueryData(runQuestion(run.id).queryKey, run);
      void client.invalidateQueries({ queryKey: openPlansQuestion.queryKey });
      await navigate({ search: (before) => ({ ...before, plan: undefined, run: run.id }) });
    },
  });
  if (plan.job !== null) {
    return (
      <p>
        <Link
          className="row-link" to="/exceptions"
          search={(before) => ({ ...before, plan: undefined, run: plan.job ?? undefined })}
        >
          {said.toRun}
        </Link>
      </p>
    );
  }
  if (plan.state === 'dropped') return <p>{said.isOver}</p>;
  if (plan.state === 'planning') return null;
  if (plan.counts.planned === 0) return <p>{said.nothingToDo}</p>;
  const refusal = confirm.isError && statusOf(confirm.error) === 409
    ? detailOf(confirm.error) : null;
  // Never a button that can only be refused; what is on its way is still waited for.
  if (refusal !== null || (Date.parse(plan.expiresAt) < now && !confirm.isPending)) {
    return <PlanOver plan={plan} refusal={refusal} onBack={goBack} />;
  }
  // Named by the engine from the same table that this console asks.
  const right = plan.confirm.right as RightName;
  const places = [...new Set(plan.calls.map(({ connection }) => connection))].join(', ');
  const label = said.confirm[plan.kind](
    plan.counts.planned, places === '' ? '' : said.toSystem(places));
  return (
    <div className="stack confirm">
      <p>{places === '' ? null : said.irreversible}</p>
      <WhyNot right={right} id="why-not-confirm" />
      {plan.confirm.needsWhy ? (
        <>
          <p>{said.second}</p>
          <Ask
            title={said.secondWhy} button={said.alone} isBusy={confirm.isPending}
            needs={{ right, reason: 'why-not-confirm' }} isStanding onBack={goBack}
            onSay={(filled) => {
              const why = filled('why');
              setEmpty(why === '');
              if (why !== '') confirm.mutate(why);
            }}
          >
            <Why isEmpty={isEmpty} />
          </Ask>
        </>
      ) : (
        <div className="row">
          <MayButton
            right={right} reason="why-not-confirm" loading={confirm.isPending}
            onClick={() => confirm.mutate(null)}
          >
            {label}
          </MayButton>
          <Button variant="default" onClick={goBack}>{said.cancel}</Button>
        </div>
      )}
      {confirm.isError ? (
        <DeedTrouble error={confirm.error} look="plans" onClose={() => confirm.reset()} />
      ) : null}
    </div>
  );
}

/**
 * To the cause that it is about, or to all plans where it is about none. Never one step back in
 * the browser: whoever came by a shared link would leave Gatepass.
 */
function useBack({ exceptions }: BulkPlan): () => void {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const group = exceptions?.['group'];
  const cause = search.cause ?? (typeof group === 'string' ? group : undefined);
  return () => void (cause === undefined ? navigate({ to: '/plans' })
    : navigate({ search: { ...search, plan: undefined, cause } }));
}
