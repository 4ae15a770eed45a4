/** What became of a row's order and labels in ShipStation before the last word. */
import type { OrderSighting } from '../../src/core/model/dossier.ts';
import { consignmentId, labelId, lineKey, shipStationOrderId } from '../../src/core/model/ids.ts';
import type { Instant } from '../../src/core/model/instant.ts';
import type {
  Label, ShipStationOrder, ShipStationStatus,
} from '../../src/core/model/shipstation.ts';
import type { Sighting } from '../../src/core/model/sighting.ts';
import { consignment, deskLabels, labelWith } from '../kit.ts';
import { ago, cannot, obeyed, seen, type Cannot, type Step, type Story } from './story.ts';
import { packed, says, trackingNumbers } from './words-of-warehouse.ts';

const ordersOf = ({ dossier }: Story): readonly OrderSighting[] =>
  Object.values(dossier.consignments[consignment]?.orders ?? {});

export const orderSeen = (order: ShipStationOrder, at: Instant): Sighting => ({
  kind: 'shipstation-order', consignment, order: { ...order, modifiedAt: at }, seenAt: at,
});

/** Brings the order in as the policy has it: by our release, or by the store. */
export const broughtIn: Step = (story) => {
  const { enters, stands } = story.setting;
  if (stands === 'none') return story;
  if (enters !== 'channel') {
    return stands === 'parked' ? cannot('we put on hold only what a store brought in')
      : disturbed(obeyed(says(story, packed(), ago(12)), ago(10)));
  }
  if (stands === 'withdrawn') return cannot('we never take out what a store brought in');
  // The store does not wait for the pick; what is ready by then need not be put on hold.
  const early = stands === 'parked' ? story : says(story, packed(), ago(12));
  const there = seen(early, orderSeen(storeOrder, ago(10)));
  return disturbed(stands === 'parked' ? says(obeyed(there, ago(9)), packed(), ago(8)) : there);
};

export const storeOrder: ShipStationOrder = {
  id: shipStationOrderId('7001'), number: 'SO-412345', key: 'store-77', status: { is: 'awaiting' },
  modifiedAt: null, carrier: null, service: null, package: null, shipTo: null,
  lines: [
    { key: '881', sku: 'TEE-BLK-M', name: 'Tee', quantity: 2 },
    { key: '882', sku: 'MUG', name: 'Mug', quantity: 1 },
  ],
  splitFrom: null, combines: [],
};

/** What people did to the order since. */
const disturbed = (story: Story): Story | Cannot => {
  const [sighting] = ordersOf(story);
  if (sighting === undefined) return cannot('nothing could be released');
  const { order } = sighting;
  const [first, second] = order.lines;
  const put = (status: ShipStationStatus): Story =>
    seen(story, orderSeen({ ...order, status }, ago(5)));
  const gone: Sighting = {
    kind: 'shipstation-order-gone', consignment, order: order.id, at: ago(5),
  };
  switch (story.setting.stands) {
    case 'none':
    case 'awaiting':
    case 'parked':
      return story;
    case 'held':
      return put({ is: 'on-hold' });
    case 'other':
      return put({ is: 'other', text: 'rejected_fulfillment' });
    case 'cancelled':
      return put({ is: 'cancelled' });
    case 'shipped':
      return put({ is: 'shipped' });
    case 'split':
      return first === undefined || second === undefined ? cannot('one line is not split')
        : seen(story, orderSeen({ ...order, lines: [first] }, ago(5)), orderSeen({
            ...order, id: shipStationOrderId('7002'), lines: [second], splitFrom: order.id,
          }, ago(5)));
    case 'duplicate':
      return seen(story, orderSeen({
        ...order, id: shipStationOrderId('7003'), key: 'typed-by-hand',
      }, ago(5)));
    case 'combined':
      return seen(story, gone, orderSeen({
        ...order, id: shipStationOrderId('7004'), combines: [order.id],
        lines: [...order.lines, {
          key: lineKey(consignmentId('con_two'), '1'), sku: 'CAP', name: 'Cap', quantity: 1,
        }],
      }, ago(5)));
    case 'gone':
      return seen(story, gone);
    case 'withdrawn':
      return obeyed(says(story, { status: 'picking' }, ago(6)), ago(5));
    default:
      return story.setting.stands satisfies never;
  }
};

const labelAt = (order: ShipStationOrder | null, at: Instant, changes: Partial<Label>): Sighting =>
  ({ kind: 'label', consignment, label: labelWith(order, { madeAt: at, ...changes }), seenAt: at });

export const second: Partial<Label> = {
  id: labelId('9002'), trackingNumber: trackingNumbers.second,
};

export const labelled: Step = (story) => {
  const { labels, stands } = story.setting;
  const standing = ordersOf(story).filter(({ order, goneAt }) =>
    goneAt === null && order.status.is !== 'cancelled');
  const order = standing[0]?.order ?? null;
  const desk = (one: ShipStationOrder, changes: Partial<Label> = {}): Story =>
    ({ ...story, dossier: deskLabels(story.dossier, one, ago(2), changes) });
  if (labels === 'none') return story;
  if (labels === 'foreign') return seen(story, foreign(story));
  if (order === null) return cannot('without an order there is no label of ours');
  if ((stands === 'split') !== (labels === 'half' || labels === 'halves') && labels !== 'return') {
    return cannot('halves of a split are labelled one by one, and nothing else is');
  }
  switch (labels) {
    case 'one':
    case 'half':
      return desk(order);
    case 'halves': {
      const other = standing[1]?.order;
      return other === undefined ? cannot('a split has two halves')
        : { ...story, dossier: deskLabels(desk(order).dossier, other, ago(2), second) };
    }
    case 'duplicate':
      return seen(desk(order), labelAt(order, ago(1.9), second));
    case 'voided':
      return voided(desk(order), order, ago(1.8));
    case 'relabelled': {
      const again = voided(desk(order), order, ago(1.9));
      return { ...again, dossier: deskLabels(again.dossier, order, ago(1.8), second) };
    }
    case 'return':
      return seen(story, labelAt(order, ago(2), { isReturn: true }));
    case 'carrier':
      return desk(order, { carrier: 'royal_mail', service: 'rm_48' });
    case 'untracked':
      return desk(order, { trackingNumber: null });
    case 'unlined':
      return desk(order, { lines: [] });
    default:
      return labels satisfies never;
  }
};

/** Bought outside every order of ours, for goods that carry our line keys. */
const foreign = ({ dossier }: Story): Sighting =>
  labelAt(null, ago(2), { orderNumber: dossier.orderNumber, lines: [
    { key: lineKey(consignment, '1'), sku: 'TEE-BLK-M', name: 'Tee', quantity: 2 },
    { key: lineKey(consignment, '2'), sku: 'MUG', name: 'Mug', quantity: 1 },
  ] });

/** A void puts the order back to awaiting its label. */
export const voided = (story: Story, order: ShipStationOrder, at: Instant): Story => {
  const label = story.dossier.consignments[consignment]?.labels[labelId('9001')]?.label;
  return label === undefined ? story : seen(story,
    { kind: 'label', consignment, label: { ...label, voidedAt: at }, seenAt: at },
    orderSeen({ ...order, status: { is: 'awaiting' } }, at));
};

/** What ShipStation says of telling the channel by itself. */
export const noticed: Step = (story) => {
  const { notice, toldBy } = story.setting;
  if (notice === 'not-told') return story;
  if (toldBy !== 'shipstation') {
    return cannot('ShipStation tells only where the policy has it tell');
  }
  const labels = Object.values(story.dossier.consignments[consignment]?.labels ?? {});
  if (labels.length === 0) return cannot('without a label ShipStation tells nobody');
  return seen(story, ...labels.map(({ label, seenAt }): Sighting => ({
    kind: 'label', consignment, seenAt, label: {
      ...label, channelNotice: notice === 'told' ? { is: 'told' }
        : { is: 'refused', text: 'the order was not found' },
    },
  })));
};
