/** The orders of a cause, as numbers that lead to their lists. */
import type { Cause } from '../api/causes.ts';
import type { ListQuery } from '../charts/list-link.tsx';
import { OrdersLink } from '../frame/list-link.tsx';
import { Unlisted } from '../frame/unlisted.tsx';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';

const said = words.exceptions;

type OfCause = {
  readonly cause: Cause;
  /** Where its orders were counted for one warehouse alone. */
  readonly warehouse: string | undefined;
};

export const listOfCause = ({ cause, warehouse }: OfCause): ListQuery => ({
  causeId: cause.id, causeCode: cause.code, causeFault: cause.fault,
  ...(warehouse === undefined ? {} : { warehouse }),
});

export function OrdersOfCause({ className, ...of }: OfCause & { readonly className: string }) {
  const { orders } = of.cause;
  return orders === 0 ? <span className={className}>{said.orders(0)}</span> : (
    <OrdersLink list={listOfCause(of)} className={`row-link ${className}`}>
      {said.orders(orders)}
    </OrdersLink>
  );
}

/** Where they are; the list shows so many of them as there is room for. */
export function StagesOfCause({ most, ...of }: OfCause & { readonly most?: number }) {
  return of.cause.stages.slice(0, most).map(({ stage, orders }) => (
    <span key={stage} className="part">
      <OrdersLink list={{ ...listOfCause(of), stage }} className="row-link">
        {said.stageCount(words.stages[stage], orders)}
      </OrdersLink>
    </span>
  ));
}

const unlabelled = 'received,allocated,picking,ready-to-ship,in-shipstation';

/** Which van those miss that lack their label, and how many they are. */
export function VanOfCause(of: OfCause) {
  const { collection } = of.cause;
  if (collection === null) return null;
  const { at, warehouse, carrier, orders } = collection;
  return (
    <span className="part">
      {said.van(carrier)} <LocalClock at={at} warehouse={warehouse} />,{' '}
      {/* Of those whose carrier nobody knows yet there is no list: any van may be theirs. */}
      {carrier === null ? <Unlisted why="worked-out">{said.atRisk(orders)}</Unlisted> : (
        <OrdersLink
          list={{ ...listOfCause({ ...of, warehouse }), carrier, stage: unlabelled }}
          className="row-link"
        >
          {said.atRisk(orders)}
        </OrdersLink>
      )}
    </span>
  );
}
