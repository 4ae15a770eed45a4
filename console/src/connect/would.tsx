/** Shadow mode's report: what Gatepass would have done by now, and what going live would begin. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { draftGoingLive } from '../api/connectors.ts';
import { countQuestion, goingLiveQuestion, windowQuestion } from '../api/questions.ts';
import { OrdersLink } from '../frame/list-link.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { usePolling } from '../live/provider.tsx';
import { MayButton } from '../may/may-button.tsx';
import { Table, type Column } from '../table/table.tsx';
import { words } from '../words/words.ts';
import type { OrderRow } from '../api/client.ts';

const said = words.connect;
const rowsShown = 8;
const ready = { stage: 'ready-to-ship', open: 'yes' } as const;

export function Would({ warehouses }: { readonly warehouses: readonly string[] }) {
  const refetchInterval = usePolling();
  const rows = useQuery({ ...windowQuestion(ready, 'waiting', 0), refetchInterval });
  const count = useQuery({ ...countQuestion(ready), refetchInterval });
  const shown = rows.data?.items.slice(0, rowsShown) ?? [];
  return (
    <section className="stack" aria-labelledby="connect-would">
      <h3 id="connect-would">{said.wouldTitle}</h3>
      {rows.isError ? <Trouble error={rows.error} onAgain={() => void rows.refetch()} /> : null}
      {rows.data !== undefined && shown.length === 0 ? (
        <p className="quiet">{said.wouldNone}</p>
      ) : null}
      {shown.length === 0 ? null : (
        <>
          <p>
            {said.wouldMeans}{' '}
            <OrdersLink list={ready}>{said.wouldAll(count.data?.total ?? shown.length)}</OrdersLink>
          </p>
          <Table
            caption={said.wouldTitle} columns={columns} rows={shown} keyOf={({ id }) => id}
          />
        </>
      )}
      {warehouses.map((warehouse) => <Before key={warehouse} warehouse={warehouse} />)}
    </section>
  );
}

const columns: readonly Column<OrderRow>[] = [
  { key: 'order', head: words.orders.heads.order, kind: 'name', cell: ({ id, orderNumber }) => (
    <Link className="row-link" to="/orders/$id" params={{ id }}>{orderNumber}</Link>
  ) },
  { key: 'what', head: said.wouldHead, kind: 'wide', cell: ({ sentence }) => sentence },
];

/** The plan of going live, drafted only to be read: what is adopted, what would go. */
function Before({ warehouse }: { readonly warehouse: string }) {
  const client = useQueryClient();
  const plans = useQuery(goingLiveQuestion);
  const draft = useMutation({
    mutationFn: () => draftGoingLive(warehouse),
    onSuccess: () => client.invalidateQueries({ queryKey: goingLiveQuestion.queryKey }),
  });
  const plan = plans.data?.items.find((one) => one.warehouse === warehouse
    && (one.state === 'drafted' || one.state === 'adopting' || one.state === 'running'));
  return (
    <div className="stack">
      <h4>{said.beforeLive(warehouse)}</h4>
      {plan === undefined ? (
        <div>
          <MayButton
            right="go-live" variant="default" loading={draft.isPending}
            onClick={() => draft.mutate()}
          >
            {said.count(warehouse)}
          </MayButton>
        </div>
      ) : (
        <>
          <p>{plan.sentence}</p>
          {plan.inDoubt.length === 0 ? null : (
            <ul aria-label={said.inDoubt}>
              {plan.inDoubt.map(({ orderNumber, why }) => (
                <li key={orderNumber}>{orderNumber}: {why}</li>
              ))}
            </ul>
          )}
        </>
      )}
      {draft.isError ? (
        <DeedTrouble error={draft.error} look="plans" onClose={() => draft.reset()} />
      ) : null}
    </div>
  );
}
