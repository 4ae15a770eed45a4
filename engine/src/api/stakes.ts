/**
 * What stops where a connection is down, and what stands there now: on every card, so that nobody
 * has to find it out on the day. Each number is that of a list of orders.
 */
import type { Instant } from '../core/model/instant.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { manifestFor } from '../loop/manifest-for.ts';
import type { Tx } from '../store/database.ts';
import { countOrders } from '../store/reading.ts';
import { countUntoldParcels } from '../store/messages.ts';
import { placesOf, together, type Places } from './connection-places.ts';
import { filterFrom, orderQueryShape } from './order-query.ts';
import type { ConnectionView } from './shapes.ts';

type Manifest = ReturnType<typeof manifestFor>;
type Stakes = ConnectionView['stakes'];
type Waiting = Stakes['waiting'][number];
type Listed = Pick<Waiting, 'what' | 'list'>;

export const viewStakes = async (
  tx: Tx,
  policy: Policy,
  name: string,
  { manifest, now }: { readonly manifest: Manifest | undefined; readonly now: Instant },
): Promise<Stakes> => {
  const places = placesOf(policy, name, null);
  const isRead = manifest !== undefined && manifest.feeds.length > 0;
  const waiting: Waiting[] = [];
  for (const { what, list } of listsOf(places, isRead)) {
    const filter = filterFrom(orderQueryShape.parse(list));
    const { total: orders } = await countOrders(tx, filter, now);
    waiting.push({ what, orders, parcels: await parcelsOf(tx, { what, orders, list }), list });
  }
  return { sentence: stopping(places, isRead), waiting };
};

/** What an exception of its own or a person holds would not go with the connection up either. */
const goes = { blocked: 'no', held: 'no', open: 'yes' } as const;

const listsOf = (
  { shipstation, warehouse, channel }: Places,
  isRead: boolean,
): readonly Listed[] => [
  ...together(shipstation, 'release', (names) =>
    ({ stage: 'ready-to-ship', ...goes, warehouse: names })),
  ...together(shipstation, 'label', (names) =>
    ({ stage: 'in-shipstation', ...goes, warehouse: names })),
  ...together(isRead ? warehouse : [], 'news', (names) =>
    ({ waitingOn: 'warehouse', open: 'yes', warehouse: names })),
  ...together(warehouse, 'warehouse-told', (names) =>
    ({ owes: 'tell-warehouse', open: 'yes', warehouse: names })),
  ...together(warehouse, 'warehouse-next', (names) =>
    ({ stage: 'ready-to-ship,in-shipstation', ...goes, warehouse: names })),
  ...together(channel, 'channel-told', (names) =>
    ({ owes: 'tell-channel', open: 'yes', channel: names })),
  ...together(channel, 'channel-next', (names) =>
    ({ stage: 'ready-to-ship,in-shipstation', ...goes, channel: names })),
];

/**
 * Before an order has its label nobody knows how many parcels it will be, and those of a word that
 * is not written yet (it is paused, say) stand nowhere: a part of them is no number to show.
 */
const parcelsOf = async (
  tx: Tx,
  { what, orders, list: { warehouse = '', channel = '' } }: Omit<Waiting, 'parcels'>,
): Promise<number | null> => {
  const party = what === 'warehouse-told' ? 'warehouse'
    : what === 'channel-told' ? 'channel' : null;
  if (party === null) return null;
  const names = (party === 'warehouse' ? warehouse : channel).split(',');
  const untold = await countUntoldParcels(tx, party, names);
  return untold.orders === orders ? untold.parcels : null;
};

const stopping = (
  { shipstation, warehouse, channel }: Places,
  isRead: boolean,
): string => {
  const stops = [
    ...(shipstation.length === 0 ? []
      : ['No order is released to ShipStation, and no label made there is heard of.']),
    ...(warehouse.length === 0 ? [] : [isRead
      ? 'The warehouse is told of no label, and nothing new is heard of its picking.'
      : 'The warehouse is told of no label.']),
    ...(channel.length === 0 ? [] : [isRead
      ? 'The channel is told of no parcel, and no new order of it is heard of.'
      : 'The channel is told of no parcel.']),
  ];
  return stops.length > 0 ? stops.join(' ')
    : 'Nothing: no warehouse and no channel uses it.';
};
