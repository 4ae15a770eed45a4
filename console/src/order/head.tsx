import type { ReactNode } from 'react';
import type { OrderView } from '../api/client.ts';
import { AgeTag, Clock, HowLong } from '../time/when.tsx';
import { words } from '../words/words.ts';

/** Number, where it comes from and goes through, and the engine's one sentence on it. */
export function Head(
  { order, zone, children }: { order: OrderView; zone: string; children: ReactNode },
) {
  const said = words.order;
  const warehouses = [...new Set(order.consignments.map((consignment) => consignment.warehouse))];
  const parcels = order.consignments
    .flatMap((consignment) => consignment.parcels)
    .filter((parcel) => parcel.state === 'label made').length;
  return (
    <section className="panel stack head" aria-labelledby="order-number">
      <div className="row">
        <h1 id="order-number">{order.orderNumber}</h1>
        <span className="tag head-stage">{words.stages[order.stage]}</span>
      </div>
      <p className="sentence" data-late={order.isLate ? '' : undefined}>{order.sentence}</p>
      <dl className="facts">
        <div><dt>{said.channel}</dt><dd>{order.channel}</dd></div>
        <div>
          <dt>{warehouses.length === 1 ? said.warehouse : said.warehouses}</dt>
          <dd>{warehouses.length === 0 ? words.none : warehouses.join(', ')}</dd>
        </div>
        {order.placedAt === null ? null : (
          <div><dt>{said.placed}</dt><dd><Clock at={order.placedAt} zone={zone} /></dd></div>
        )}
        <div><dt>{said.parcels}</dt><dd data-unlisted="of-this-order">{parcels}</dd></div>
        <div><dt>{words.orders.heads.waitsOn}</dt><dd><Waits order={order} zone={zone} /></dd></div>
        <div>
          <dt>{said.lastChange}</dt><dd><Clock at={order.updatedAt} zone={zone} /></dd>
        </div>
      </dl>
      {children}
    </section>
  );
}

function Waits({ order, zone }: { order: OrderView; zone: string }) {
  if (order.waitsOn === null) return words.orders.waitsOnNobody;
  return (
    <>
      {words.parties[order.waitsOn]}
      {order.since === null ? null : (
        <> {words.order.waitsFor} <HowLong since={order.since} zone={zone} /></>
      )}
      {' '}
      {order.held === null ? <AgeTag wait={order} />
        : <span className="tag">{words.orders.onHold}</span>}
    </>
  );
}
