/** What is marked, and what may be done with it: a plan on the server, which does nothing yet. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import {
  bulkKinds, faultsOf, planForMany, type BulkKind, type OrderFilter,
} from '../api/client.ts';
import { amongQuestion } from '../api/questions.ts';
import { focusWrong, useOwnFocus } from '../ask/own-focus.ts';
import { Until, untilTyped } from '../ask/until.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { OrdersLink } from '../frame/list-link.tsx';
import { Unlisted } from '../frame/unlisted.tsx';
import { typedInto } from '../look/typed.ts';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { useMarked } from './marked.ts';

type BarProps = {
  readonly filter: OrderFilter;
  readonly total: number | null;
};

type About = 'marked' | 'view';

const said = words.orders;

export function MarkedBar({ filter, total }: BarProps) {
  const { ids, clear } = useMarked();
  const [about, setAbout] = useState<About | null>(null);
  const among = useQuery({ ...amongQuestion(filter, ids), enabled: ids.length > 0 }).data;
  // A view without a filter is everything: what is to be done to all is never asked so easily.
  const isWhole = Object.values(filter).every((value) => value === undefined);
  const canPlanView = !isWhole && total !== null && total > 0;
  if (ids.length === 0 && !canPlanView) return null;
  return (
    <section
      className="marked-bar panel stack" aria-label={said.markedTitle}
      data-marked={ids.length > 0 ? '' : undefined}
    >
      <div className="row">
        <p role="status">
          {ids.length === 0 ? said.noneMarked : (
            <Marked ids={ids} elsewhere={among === undefined ? null : ids.length - among} />
          )}
        </p>
        {ids.length === 0 ? null : (
          <>
            <MayButton
              right="fix-many" reason="why-not-many" variant="default"
              aria-expanded={about === 'marked'} onClick={() => setAbout('marked')}
            >
              {said.planMarked}
            </MayButton>
            <Button variant="default" onClick={clear}>{said.clearMarked}</Button>
          </>
        )}
        {canPlanView ? (
          <MayButton
            right="fix-many" reason="why-not-many" variant="default"
            aria-expanded={about === 'view'} onClick={() => setAbout('view')}
          >
            {said.planView(total)}
          </MayButton>
        ) : null}
      </div>
      <WhyNot right="fix-many" id="why-not-many" />
      {about === null ? null : (
        <Plan
          key={about} title={about === 'view' ? said.planView(total ?? 0) : said.planMarked}
          orders={about === 'view' ? { orders: filter } : { orderIds: ids }}
          onDone={() => setAbout(null)}
        />
      )}
    </section>
  );
}

/** An address names so many; of more the marks stand in the lists that they were made in. */
const namedAtMost = 200;

type MarkedProps = { readonly ids: readonly string[]; readonly elsewhere: number | null };

function Marked({ ids, elsewhere }: MarkedProps) {
  const text = said.marked(ids.length, elsewhere);
  return ids.length > namedAtMost ? <Unlisted why="list-is-here">{text}</Unlisted>
    : <OrdersLink list={{ id: ids.join(',') }} className="row-link">{text}</OrdersLink>;
}

type PlanProps = {
  readonly title: string;
  readonly orders: { readonly orders: OrderFilter } | { readonly orderIds: readonly string[] };
  readonly onDone: () => void;
};

function Plan({ title, orders, onDone }: PlanProps) {
  const zone = useZone();
  const [isEmpty, setEmpty] = useState(false);
  const [kind, setKind] = useState<BulkKind>('hold');
  const plan = useMutation({ mutationFn: planForMany });
  const form = useOwnFocus();
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = typedInto(event.currentTarget);
    const why = typed('why');
    const until = untilTyped(typed('until'), zone);
    setEmpty(why === '');
    focusWrong(event.currentTarget);
    if (why !== '') plan.mutate({ kind, why, ...(until === null ? {} : { until }), ...orders });
  }
  if (plan.data !== undefined) return <Made plan={plan.data.id} />;
  return (
    <form ref={form} className="row plan-form" aria-label={title} onSubmit={submit}>
      <NativeSelect
        name="kind" label={said.planWhat} value={kind}
        onChange={(event) => {
          const chosen = bulkKinds.find((one) => one === event.currentTarget.value);
          if (chosen !== undefined) setKind(chosen);
        }}
        data={bulkKinds.map((value) => ({ value, label: said.plans[value] }))}
      />
      <TextInput
        name="why" label={said.planWhy} autoComplete="off" maxLength={500}
        error={isEmpty ? said.planWhyEmpty : null}
      />
      {kind === 'hold' ? (
        <Until
          zone={zone}
          problem={faultsOf(plan.error).find(({ path }) => path === 'until')?.problem ?? null}
        />
      ) : null}
      <Button type="submit" loading={plan.isPending}>{said.makePlan}</Button>
      <Button variant="default" onClick={onDone}>{said.planBack}</Button>
      {plan.isError ? (
        <DeedTrouble error={plan.error} look="plans" onClose={() => plan.reset()} />
      ) : null}
    </form>
  );
}

/** In the place of the form, and with its focus. */
function Made({ plan }: { plan: string }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), []);
  return (
    <p role="status">
      {said.planned}{' '}
      <Link ref={link} to="/exceptions" search={{ plan }}>{said.openPlan}</Link>
    </p>
  );
}
