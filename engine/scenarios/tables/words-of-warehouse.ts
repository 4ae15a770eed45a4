/** What the warehouse and the channel say in a row. */
import { fingerprint } from '../../src/core/facts/fingerprint.ts';
import { sameContent } from '../../src/core/facts/same-content.ts';
import { rulingId } from '../../src/core/model/ids.ts';
import { later, type Instant } from '../../src/core/model/instant.ts';
import type { Ruling } from '../../src/core/model/dossier.ts';
import type {
  ConsignmentSnapshot, WarehouseDispatch, WarehouseStatus,
} from '../../src/core/model/warehouse.ts';
import { consignment, lineWith, minutes, noon, said, snapshotWith } from '../kit.ts';
import type { Setting } from './setting.ts';
import { ago, cannot, lastWord, seen, type Cannot, type Step, type Story } from './story.ts';

export const trackingNumbers = { first: '15501234567890', second: '15501234567906' } as const;

/** Units of the first line, of two ordered; two where nothing else is said. */
const unitsCounted: Readonly<Partial<Record<Setting['counts'], number>>> = {
  none: 0, part: 1, 'short-declared': 1, over: 3, 'packed-unpicked': 1,
};

/** Whether a status speaks of the pick (1) or of packing too (2, where nothing else is said). */
const howFar: Readonly<Partial<Record<WarehouseStatus, number>>> = {
  received: 0, allocated: 0, picking: 1, picked: 1,
};

/** Two of one sku and one of another, counted as far as the status speaks of it. */
export const counted = (
  status: WarehouseStatus,
  counts: Setting['counts'],
): Pick<ConsignmentSnapshot, 'lines' | 'parcels'> => {
  const first = unitsCounted[counts] ?? 2;
  const far = howFar[status] ?? 2;
  const line = lineWith({
    allocated: first, picked: far > 0 ? first : 0,
    packed: far > 1 || counts === 'packed-unpicked' ? Math.min(first, 2) : 0,
    ...(counts === 'short-declared' ? { short: 1, shortReason: 'not in the bin' } : {}),
    ...(counts === 'packed-unpicked' ? { picked: 1, packed: 2 } : {}),
  });
  const mugs = Math.min(first, 1);
  const mug = lineWith({
    line: '2', channelLine: '882', sku: 'MUG', name: 'Mug', ordered: 1, weightGrams: 300,
    allocated: mugs, picked: far > 0 ? mugs : 0, packed: far > 1 ? mugs : 0,
  });
  return {
    lines: counts === 'no-lines' ? [] : counts === 'line-twice' ? [line, mug, mug] : [line, mug],
    parcels: counts === 'parcel-exceeds' ? [parcelOf(3)] : [],
  };
};

const parcelOf = (quantity: number): ConsignmentSnapshot['parcels'][number] => ({
  reference: 'P1', weightGrams: 700, lengthMm: null, widthMm: null, heightMm: null,
  lines: [{ line: '1', quantity }],
});

export const packed = (): Partial<ConsignmentSnapshot> =>
  ({ status: 'packed', ...counted('packed', 'all') });

/** A further word of the warehouse, unless it would say nothing new. */
export const says = (
  story: Story,
  changes: Partial<ConsignmentSnapshot>,
  arrivedAt: Instant,
): Story => {
  const known = story.dossier.consignments[consignment]?.says?.snapshot ?? null;
  const next = snapshotWith({
    ...known, updatedAt: arrivedAt, ...changes, revision: (known?.revision ?? 0) + 1,
  });
  const isSame = known !== null && sameContent(known, {
    ...next, revision: known.revision, updatedAt: known.updatedAt,
  });
  return isSame ? story : seen(story, said(next, arrivedAt));
};

export const firstWords: Step = (story) => {
  const heard = says(story, { status: 'received', ...counted('received', 'none') }, ago(60));
  const { hears } = story.setting;
  if (hears === 'nothing') return heard;
  const wasPaid = hears !== 'pending' || story.setting.stands !== 'none';
  return channelSays(heard, wasPaid ? 'paid' : 'pending', ago(70));
};

export const channelSays = (
  story: Story,
  status: 'pending' | 'paid' | 'cancelled',
  arrivedAt: Instant,
): Story => {
  const known = story.dossier.channelSays?.order ?? null;
  return known?.status === status ? story : seen(story, { kind: 'channel-says', arrivedAt, order: {
    reference: 'shop-1', revision: (known?.revision ?? 0) + 1, updatedAt: arrivedAt,
    orderNumber: 'SO-412345', status, placedAt: ago(80), requestedService: null, shipBy: null,
    shipTo: null, lines: [],
  } });
};

/** The last that warehouse, channel and people said before the row is judged. */
export const lastWords: Step = (story) => {
  const { setting } = story;
  const goods = goodsOf(setting);
  if ('cannot' in goods) return goods;
  const isCalledOff = setting.change === 'called-off';
  if (isCalledOff && setting.hears !== 'paid' && setting.hears !== 'cancelled') {
    return cannot('the channel cannot have said two things last');
  }
  const channel = isCalledOff ? 'cancelled' : setting.hears;
  const heard = channel === 'nothing' ? story : channelSays(story, channel, lastWord);
  const told = says(heard, { ...goods, ...checked(setting, goods) }, lastWord);
  return judged(rivalled(older(told)));
};

const dispatched = (
  trackingNumber: string | null,
  carrier: string | null = 'DPD',
): Partial<ConsignmentSnapshot> => {
  const dispatch: WarehouseDispatch = {
    at: ago(2), carrier, service: null,
    trackingNumbers: trackingNumber === null ? [] : [trackingNumber],
  };
  return { status: 'dispatched', ...counted('dispatched', 'all'), dispatch };
};

const otherNumber = '15509876543210';

/** The goods as the warehouse last said; only one dimension can have the last word on them. */
const goodsOf = (setting: Setting): Partial<ConsignmentSnapshot> | Cannot => {
  const { status, counts, change, dispatch } = setting;
  const word = changed(change);
  const left = leftAs(dispatch);
  const isPlain = status === 'packed' && counts === 'all';
  if ([isPlain ? null : status, word, left].filter((one) => one !== null).length > 1) {
    return cannot('the warehouse cannot have said two things last of the same goods');
  }
  return left ?? word ?? { status, ...counted(status, counts) };
};

const changed = (change: Setting['change']): Partial<ConsignmentSnapshot> | null => {
  switch (change) {
    case 'nothing':
    case 'address':
    case 'called-off':
      return null;
    case 'short':
    case 'goes-short':
      return { status: 'packed', ...counted('packed', 'short-declared') };
    case 'back':
      return { status: 'picking', ...counted('picking', 'part') };
    case 'stopped':
      return { status: 'cancelled', ...counted('packed', 'all') };
    case 'left':
      return dispatched(otherNumber);
    case 'left-bare':
      return { status: 'dispatched', ...counted('dispatched', 'all') };
    default:
      return change satisfies never;
  }
};

const leftAs = (dispatch: Setting['dispatch']): Partial<ConsignmentSnapshot> | null => {
  switch (dispatch) {
    case 'none':
      return null;
    case 'bare':
      return { status: 'dispatched', ...counted('dispatched', 'all') };
    case 'ours':
      return dispatched(trackingNumbers.first);
    case 'other':
      return dispatched(otherNumber);
    case 'no-carrier':
      return dispatched(otherNumber, null);
    case 'no-number':
      return dispatched(null);
    default:
      return dispatch satisfies never;
  }
};

/** What stands in the way of a label, by the warehouse's word. */
const checked = (
  { check, change }: Setting,
  goods: Partial<ConsignmentSnapshot>,
): Partial<ConsignmentSnapshot> => {
  const { shipTo } = snapshotWith();
  switch (check) {
    case 'address':
      return { shipTo: { ...shipTo, city: null } };
    case 'postcode':
    case 'confirmed':
      return { shipTo: { ...shipTo, postalCode: '12345' } };
    case 'service':
      return { service: 'BY-DRONE' };
    case 'no-service':
      return { service: null };
    case 'left-open':
      return { service: 'STANDARD' };
    case 'package':
      return { parcels: [parcelOf(2)] };
    case 'weight':
      return { lines: (goods.lines ?? []).map((one) => ({ ...one, weightGrams: 0 })) };
    case 'customs':
      return { shipTo: { ...shipTo, country: 'US', state: 'NY', postalCode: '10001' } };
    case 'channel':
      return { channel: 'ebay-uk' };
    case 'clock':
      return { updatedAt: later(noon, minutes(180)) };
    default:
      return change === 'address' ? { shipTo: { ...shipTo, phone: '0116 496 0000' } } : {};
  }
};

const older = (story: Story): Story => {
  if (story.setting.check !== 'series') return story;
  const old = snapshotWith({ revision: 1, status: 'received', ...counted('received', 'none') });
  return seen(story, ...[1, 2, 3].map((one) => said(old, later(lastWord, one))));
};

const rivalled = (story: Story): Story => {
  const known = story.dossier.consignments[consignment]?.says?.snapshot;
  return story.setting.rival === 'no' || known === undefined ? story
    : seen(story, said({ ...known, wave: 'W-119' }, later(lastWord, 5)));
};

const judged = (story: Story): Story => {
  const { hold, check } = story.setting;
  const shipTo = story.dossier.consignments[consignment]?.says?.snapshot.shipTo;
  const until = { none: null, held: null, until: later(noon, minutes(60)), over: ago(0.1) }[hold];
  return seen(story,
    ...(hold === 'none' ? [] : [ruled('hold', null, until)]),
    ...(check === 'confirmed' ? [ruled('address-confirmed', fingerprint(shipTo), null)] : []));
};

const ruled = (kind: Ruling['kind'], about: string | null, until: Instant | null) => ({
  kind: 'ruled', consignment, ruling: {
    id: rulingId(`rul_${kind}`), kind, by: 'Maya', why: 'the customer rang', at: later(lastWord, 9),
    until, about,
  },
} as const);
