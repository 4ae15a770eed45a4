// Long because: the generators of one random history are read together.
/**
 * Random histories of one order for the property tests: what warehouse, channel, ShipStation, we
 * ourselves and people could say, in any mixture, over several consignments. A history is made
 * from small steps, so that fast-check can shrink a bad day to the few things that matter.
 */
import * as fc from 'fast-check';
import type { Attempt, Message, Outcome } from '../src/core/model/dossier.ts';
import { operations, rulingKinds, type SentOtherwise } from '../src/core/model/dossier.ts';
import {
  attemptId,
  consignmentId,
  labelId,
  lineKey,
  markId,
  messageId,
  releaseKey,
  rulingId,
  shipStationOrderId,
  warehouseName,
  type ConsignmentId,
  type LabelId,
} from '../src/core/model/ids.ts';
import { instant, later, type Instant } from '../src/core/model/instant.ts';
import type { ShipStationLine, ShipStationStatus } from '../src/core/model/shipstation.ts';
import type { Sighting } from '../src/core/model/sighting.ts';
import { warehouseStatuses } from '../src/core/model/warehouse.ts';
import { fingerprint } from '../src/core/facts/fingerprint.ts';
import { labelWith, lineWith, markWith, noon, orderFrom, snapshotWith } from './kit.ts';
import { foreignText, units } from './odd-values.ts';

/** Three consignments from two warehouses; the second warehouse is not in the usual policy. */
export const consignments = ['con_one', 'con_two', 'con_three'].map(consignmentId);
const nth = (pick: number): ConsignmentId => consignments[pick % 3] ?? consignmentId('con_one');

const whole = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most });
const con = whole(2);

const quantities = fc.record({
  ordered: units,
  allocated: units,
  picked: units,
  packed: units,
  short: units,
});

const saysStep = fc.record({
  is: fc.constant('says' as const),
  con,
  revision: fc.constantFrom('next', 'next', 'next', 'same', 'older', 'rival'),
  status: fc.constantFrom(...warehouseStatuses, 'packed', 'packed'),
  lines: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, quantities), {
    maxLength: 3,
  }),
  service: fc.option(fc.constantFrom('DPD-12', 'DPD-12', 'STANDARD', 'OWL-POST', 'constructor')),
  country: fc.option(fc.constantFrom('GB', 'GB', 'GB', 'DE', 'US', 'Albion')),
  sku: foreignText,
  weightGrams: fc.option(whole(900)),
  isParcelled: fc.boolean(),
  shipByIn: fc.option(whole(3_600_000)),
  left: fc.constantFrom(null, null, null, 'with-all', 'without-carrier', 'without-number'),
});

const channelStep = fc.record({
  is: fc.constant('channel' as const),
  revision: fc.constantFrom('next', 'same', 'older'),
  status: fc.constantFrom('paid', 'paid', 'pending', 'cancelled'),
});

const statuses: fc.Arbitrary<ShipStationStatus> = fc.oneof(
  fc.constantFrom<ShipStationStatus>(
    { is: 'awaiting' },
    { is: 'awaiting' },
    { is: 'on-hold' },
    { is: 'shipped' },
    { is: 'cancelled' },
    { is: 'awaiting-payment' },
    { is: 'pending-elsewhere' },
  ),
  foreignText.map((text): ShipStationStatus => ({ is: 'other', text })),
);

const orderStep = fc.record({
  is: fc.constant('order' as const),
  con,
  which: whole(3),
  status: statuses,
  quantity: units,
  kind: fc.constantFrom('ours', 'ours', 'ours', 'store', 'split', 'combined', 'keyless'),
  age: whole(120),
  number: foreignText,
});

const goneStep = fc.record({ is: fc.constant('gone' as const), con, which: whole(3) });

const labelStep = fc.record({
  is: fc.constant('label' as const),
  con,
  which: whole(3),
  isVoided: fc.boolean(),
  hasLines: fc.boolean(),
  carrier: fc.oneof(fc.constantFrom('dpd', 'royal_mail', 'constructor'), foreignText),
  number: fc.option(foreignText),
  notice: fc.constantFrom('told', 'not-told', 'refused'),
});

const markStep = fc.record({
  is: fc.constant('mark' as const),
  con,
  which: whole(3),
  isVoided: fc.boolean(),
  age: whole(120),
  carrier: fc.option(foreignText),
  number: fc.option(foreignText),
  notice: fc.constantFrom('told', 'not-told', 'refused'),
});

const begunStep = fc.record({
  is: fc.constant('begun' as const),
  con,
  which: whole(3),
  operation: fc.constantFrom(...operations),
});
const answeredStep = fc.record({
  is: fc.constant('answered' as const),
  which: whole(9),
  outcome: fc.constantFrom('done', 'done', 'refused', 'unknown'),
  text: foreignText,
});
const writtenStep = fc.record({
  is: fc.constant('written' as const),
  con,
  to: fc.constantFrom('warehouse', 'channel'),
});
const takenStep = fc.record({ is: fc.constant('taken' as const), which: whole(9) });
const ruledStep = fc.record({
  is: fc.constant('ruled' as const),
  con,
  kind: fc.constantFrom(...rulingKinds),
  sent: fc.record({
    carrier: fc.oneof(fc.constantFrom('dpd', 'DPD'), foreignText),
    trackingNumber: fc.option(foreignText), line: whole(3), quantity: whole(3),
  }),
  lasts: fc.option(whole(7_200)),
  by: foreignText,
  why: foreignText,
  isAboutFacts: fc.boolean(),
});
const unruledStep = fc.record({
  is: fc.constant('unruled' as const), which: whole(3), by: foreignText, why: foreignText,
});
const waitStep = fc.record({ is: fc.constant('wait' as const), seconds: whole(3_600) });

const step = fc.oneof(
  { weight: 5, arbitrary: saysStep },
  { weight: 1, arbitrary: channelStep },
  { weight: 5, arbitrary: orderStep },
  { weight: 1, arbitrary: goneStep },
  { weight: 4, arbitrary: labelStep },
  { weight: 2, arbitrary: markStep },
  { weight: 3, arbitrary: begunStep },
  { weight: 3, arbitrary: answeredStep },
  { weight: 2, arbitrary: writtenStep },
  { weight: 2, arbitrary: takenStep },
  { weight: 2, arbitrary: ruledStep },
  { weight: 1, arbitrary: unruledStep },
  { weight: 2, arbitrary: waitStep },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

export type History = {
  /** In the order in which things became true and we could first have heard of them. */
  readonly sightings: readonly Sighting[];
  /** For each sighting the index of the one without which it cannot be; -1 for none. */
  readonly causes: readonly number[];
  readonly endsAt: Instant;
};

/** What the other sides have said so far while a history is played. */
type Play = {
  readonly sightings: Sighting[];
  readonly causes: number[];
  readonly revision: Map<string, number>;
  readonly bySaid: Map<string, Extract<Sighting, { kind: 'warehouse-says' }>>;
  readonly channelAt: Map<number, 'paid' | 'pending' | 'cancelled'>;
  readonly attempts: { attempt: Attempt; at: number; isSettled: boolean }[];
  readonly messages: { message: Message; con: ConsignmentId; at: number }[];
  /** Labels that were seen, by consignment and id, and whether they were ever seen voided. */
  readonly labels: Map<string, { readonly id: LabelId; readonly isVoided: boolean }>;
  readonly firstOrder: Map<string, number>;
  now: Instant;
};

export const historyOf = (steps: readonly Step[]): History => {
  const play: Play = {
    sightings: [],
    causes: [],
    revision: new Map(),
    bySaid: new Map(),
    channelAt: new Map(),
    attempts: [],
    messages: [],
    labels: new Map(),
    firstOrder: new Map(),
    now: noon,
  };
  // No two things happen in the same millisecond: such ties go by arrival, on purpose.
  steps.forEach((one, index) => {
    play.now = instant(Math.floor(play.now / 1_000) * 1_000 + 1_000 + index);
    take(play, one);
  });
  return { sightings: play.sightings, causes: play.causes, endsAt: later(play.now, 1_000) };
};

const put = (play: Play, sighting: Sighting, cause = introduction(play, sighting)): number => {
  play.causes.push(cause);
  return play.sightings.push(sighting) - 1;
};

/** A consignment's id is made when its warehouse first speaks of it: nothing can name it before. */
const introduction = (play: Play, sighting: Sighting): number => {
  if (sighting.kind === 'channel-says') return -1;
  return play.sightings.findIndex(
    (one) => one.kind === 'warehouse-says' && one.consignment === sighting.consignment,
  );
};

const ensure = (play: Play, pick: number): ConsignmentId => {
  const id = nth(pick);
  if (!play.revision.has(id)) {
    play.revision.set(id, 5);
    say(play, id, 5, snapshotWith({ revision: 5, status: 'received', updatedAt: play.now }));
  }
  return id;
};

const say = (
  play: Play,
  id: ConsignmentId,
  revision: number,
  snapshot: ReturnType<typeof snapshotWith>,
): void => {
  const sighting = {
    kind: 'warehouse-says',
    consignment: id,
    reference: `L-${id.slice(4)}`,
    warehouse: warehouseName(id === 'con_three' ? 'nowhere' : 'leicester'),
    snapshot: { ...snapshot, revision },
    arrivedAt: play.now,
  } as const;
  play.bySaid.set(`${id} ${String(revision)}`, sighting);
  put(play, sighting);
};

const take = (play: Play, one: Step): void => {
  const { now } = play;
  switch (one.is) {
    case 'says':
      return says(play, one);
    case 'channel':
      return channel(play, one);
    case 'order':
      return order(play, one);
    case 'gone': {
      const id = ensure(play, one.con);
      const order = orderOf(id, one.which);
      const cause = play.firstOrder.get(`${id} ${order}`);
      // Only an order that was seen is ever looked for by its id.
      if (cause !== undefined) {
        put(play, { kind: 'shipstation-order-gone', consignment: id, order, at: now }, cause);
      }
      return;
    }
    case 'label':
      return label(play, one);
    case 'mark':
      return mark(play, one);
    case 'begun': {
      const id = ensure(play, one.con);
      const about = aboutOf(one.operation, id, one.which);
      const attempt: Attempt = {
        id: attemptId(`att_${String(play.attempts.length)}`),
        operation: one.operation,
        about,
        content: fingerprint(about),
        begunAt: now,
        outcome: null,
      };
      const at = put(play, { kind: 'begun', consignment: id, attempt });
      play.attempts.push({ attempt, at, isSettled: false });
      return;
    }
    case 'answered': {
      const begun = play.attempts[one.which % Math.max(1, play.attempts.length)];
      const begin = begun === undefined ? undefined : play.sightings[begun.at];
      if (begun === undefined || begun.isSettled || begin?.kind !== 'begun') return;
      begun.isSettled = one.outcome !== 'unknown';
      put(
        play,
        {
          kind: 'answered',
          consignment: begin.consignment,
          attempt: begun.attempt.id,
          outcome: outcome(one.outcome, one.text, now),
        },
        begun.at,
      );
      return;
    }
    case 'written':
      return written(play, one);
    case 'taken': {
      const written = play.messages[one.which % Math.max(1, play.messages.length)];
      if (written === undefined) return;
      put(
        play,
        {
          kind: 'acknowledged',
          consignment: written.con,
          message: written.message.id,
          at: now,
        },
        written.at,
      );
      return;
    }
    case 'ruled': {
      const id = ensure(play, one.con);
      put(play, {
        kind: 'ruled',
        consignment: id,
        ruling: {
          id: rulingId(`rul_${String(play.sightings.length)}`),
          kind: one.kind,
          by: one.by,
          why: one.why,
          at: now,
          until: one.lasts === null ? null : later(now, one.lasts * 1_000),
          about: one.isAboutFacts ? fingerprint(id) : null,
          ...(one.kind === 'sent-otherwise' ? { sent: sentOf(one.sent) } : {}),
        },
      });
      return;
    }
    case 'unruled': {
      const ruled = play.sightings.flatMap((sighting) =>
        (sighting.kind === 'ruled' ? [sighting] : []));
      const back = ruled[one.which % Math.max(1, ruled.length)];
      if (back === undefined) return;
      put(play, {
        kind: 'ruling-withdrawn', consignment: back.consignment, ruling: back.ruling.id,
        withdrawal: { at: now, by: one.by, why: one.why },
      });
      return;
    }
    case 'wait':
      play.now = later(now, one.seconds * 1_000);
      return;
    default:
      one satisfies never;
  }
};

/** Messages are our own: each tells the labels that stand and takes back the voided ones. */
const written = (play: Play, one: Extract<Step, { is: 'written' }>): void => {
  const id = ensure(play, one.con);
  const earlier = play.messages.filter((m) => m.con === id && m.message.to === one.to);
  const told = earlier.flatMap((m) => m.message.labels);
  const takenBack = earlier.flatMap((m) => m.message.voids);
  const known = [...play.labels].flatMap(([name, label]) =>
    name.startsWith(`${id} `) ? [label] : [],
  );
  const labels = known.filter((l) => !l.isVoided && !told.includes(l.id)).map((l) => l.id);
  const voids = known
    .filter((l) => l.isVoided && told.includes(l.id) && !takenBack.includes(l.id))
    .map((l) => l.id);
  if (labels.length + voids.length === 0) return;
  const kind =
    labels.length === 0
      ? 'void'
      : told.length > 0
        ? 'correction'
        : one.to === 'channel'
          ? 'notice'
          : 'dispatch';
  const message: Message = {
    id: messageId(`msg_${fingerprint([id, one.to, kind, labels, voids])}`),
    to: one.to,
    kind,
    labels,
    voids,
    writtenAt: play.now,
    acknowledgedAt: null,
  };
  const sighting = { kind: 'message-written', consignment: id, message } as const;
  // Labels that it tells must have been seen before it could be written.
  const cause = Math.max(
    introduction(play, sighting),
    play.sightings.findLastIndex((seen) => seen.kind === 'label' && seen.consignment === id),
  );
  play.messages.push({ message, con: id, at: put(play, sighting, cause) });
};

const outcome = (is: 'done' | 'refused' | 'unknown', text: string, at: Instant): Outcome =>
  is === 'done' ? { is, at } : is === 'refused' ? { is, at, code: 'x', text } : { is, at, text };

/** ShipStation's ids: each consignment has its own four orders and four labels. */
const orderOf = (id: ConsignmentId, which: number) =>
  shipStationOrderId(String(4_000 + 10 * consignments.indexOf(id) + which));
const labelOf = (id: ConsignmentId, which: number) =>
  labelId(String(9_000 + 10 * consignments.indexOf(id) + which));

const aboutOf = (operation: string, id: ConsignmentId, which: number): string =>
  operation === 'create-order'
    ? releaseKey(id, 1 + (which % 2))
    : operation === 'void-label'
      ? labelOf(id, which)
      : operation.startsWith('tell')
        ? `msg_${String(which)}`
        : orderOf(id, which);

const says = (play: Play, one: Extract<Step, { is: 'says' }>): void => {
  const id = ensure(play, one.con);
  const newest = play.revision.get(id) ?? 5;
  const revision =
    one.revision === 'next'
      ? newest + 1
      : one.revision === 'older'
        ? Math.max(1, newest - 2)
        : newest;
  play.revision.set(id, Math.max(newest, revision));
  const again = play.bySaid.get(`${id} ${String(revision)}`);
  // One revision has one content, unless a rival is what the step asks for.
  if (again !== undefined && one.revision !== 'rival') {
    put(play, { ...again, arrivedAt: play.now });
    return;
  }
  const lines = (one.lines.length > 0 ? one.lines : [null]).map((counts, index) =>
    lineWith({
      line: String(index + 1),
      channelLine: index === 0 ? '881' : null,
      sku: index === 0 ? 'TEE-BLK-M' : one.sku,
      weightGrams: one.weightGrams,
      ...counts,
    }),
  );
  say(
    play,
    id,
    revision,
    snapshotWith({
      status: one.status,
      updatedAt: play.now,
      service: one.service,
      lines,
      shipTo: { ...snapshotWith().shipTo, country: one.country },
      shipBy: one.shipByIn === null ? null : later(play.now, one.shipByIn),
      parcels: one.isParcelled
        ? [
            {
              reference: 'P1',
              weightGrams: one.weightGrams,
              lengthMm: null,
              widthMm: null,
              heightMm: null,
              lines: lines.map(({ line, packed }) => ({ line, quantity: packed })),
            },
          ]
        : [],
      dispatch:
        one.left === null
          ? null
          : {
              at: play.now,
              carrier: one.left === 'without-carrier' ? null : 'DPD',
              service: null,
              trackingNumbers: one.left === 'without-number' ? [] : ['15501234567890'],
            },
    }),
  );
};

const channel = (play: Play, one: Extract<Step, { is: 'channel' }>): void => {
  const newest = play.revision.get('channel') ?? 3;
  const revision =
    one.revision === 'next' ? newest + 1 : one.revision === 'older' ? newest - 1 : newest;
  play.revision.set('channel', Math.max(newest, revision));
  const status = play.channelAt.get(revision) ?? one.status;
  play.channelAt.set(revision, status);
  put(play, {
    kind: 'channel-says',
    arrivedAt: play.now,
    order: {
      reference: '1001',
      revision,
      updatedAt: noon,
      orderNumber: 'SO-412345',
      status,
      placedAt: noon,
      requestedService: null,
      shipBy: null,
      shipTo: null,
      lines: [],
    },
  });
};

const linesFor = (
  id: ConsignmentId,
  kind: string,
  quantity: number,
): readonly ShipStationLine[] => {
  const line = (key: string | null, units = quantity): ShipStationLine => ({
    key,
    sku: 'TEE-BLK-M',
    name: 'Tee, black, M',
    quantity: units,
  });
  switch (kind) {
    case 'store':
      return [line('881')];
    case 'keyless':
      return [line(null)];
    case 'split':
      return [line(lineKey(id, '1'), Math.max(0, Math.ceil(quantity / 2)))];
    case 'combined':
      return [line(lineKey(id, '1')), line(lineKey(consignmentId('con_else'), '1'))];
    default:
      return [line(lineKey(id, '1'))];
  }
};

const order = (play: Play, one: Extract<Step, { is: 'order' }>): void => {
  const id = ensure(play, one.con);
  const key =
    one.kind === 'ours' || one.kind === 'split' ? releaseKey(id, 1 + (one.which % 2)) : null;
  const order = {
    ...orderFrom({
      key: '',
      number: one.number,
      placedAt: noon,
      shipBy: null,
      requestedService: null,
      carrier: null,
      service: null,
      package: null,
      storeId: null,
      shipFromWarehouseId: null,
      weightGrams: null,
      lines: [],
      shipTo: { ...snapshotWith().shipTo, name: 'A', street1: 'B', city: 'C', country: 'GB' },
    }),
    id: orderOf(id, one.which),
    key,
    status: one.status,
    // Even orders carry ShipStation's time of change and may be shown stale; odd ones may lack it.
    modifiedAt:
      one.which % 2 === 0 ? later(play.now, -one.age * 1_000) : one.age % 2 === 0 ? play.now : null,
    lines: linesFor(id, one.kind, one.quantity),
    splitFrom: one.kind === 'split' ? orderOf(id, 0) : null,
    combines: one.kind === 'combined' ? [shipStationOrderId('4999')] : [],
  };
  const at = put(play, { kind: 'shipstation-order', consignment: id, order, seenAt: play.now });
  const name = `${id} ${order.id}`;
  if (!play.firstOrder.has(name)) play.firstOrder.set(name, at);
};

const label = (play: Play, one: Extract<Step, { is: 'label' }>): void => {
  const id = ensure(play, one.con);
  const made = labelWith(null, {
    // The third hangs on no order, the fourth is for goods coming back.
    id: labelOf(id, one.which),
    order: one.which === 2 ? null : orderOf(id, one.which),
    orderNumber: 'SO-412345',
    orderKey: releaseKey(id, 1),
    madeAt: noon,
    trackingNumber: one.number,
    carrier: one.carrier,
    isReturn: one.which === 3,
    voidedAt: one.isVoided ? play.now : null,
    // What is in a parcel does not change once it is labelled; list answers may leave it out.
    lines: one.hasLines ? linesFor(id, 'ours', 1 + (one.which % 2)) : [],
    channelNotice:
      one.notice === 'refused' ? { is: 'refused', text: one.carrier } : { is: one.notice },
  });
  put(play, { kind: 'label', consignment: id, label: made, seenAt: play.now });
  const name = `${id} ${made.id}`;
  const isVoided = one.isVoided || (play.labels.get(name)?.isVoided ?? false);
  if (!made.isReturn) play.labels.set(name, { id: made.id, isVoided });
};

const mark = (play: Play, one: Extract<Step, { is: 'mark' }>): void => {
  const id = ensure(play, one.con);
  put(play, {
    kind: 'mark',
    consignment: id,
    seenAt: play.now,
    mark: markWith(null, {
      id: markId(`6${String(one.which)}${id.slice(4)}`),
      order: one.which === 2 ? null : orderOf(id, one.which),
      madeAt: later(noon, one.which * 60_000),
      carrier: one.carrier,
      trackingNumber: one.number,
      provider: one.which === 1 ? one.carrier : null,
      voidedAt: one.isVoided ? play.now : null,
      channelNotice:
        one.notice === 'refused'
          ? { is: 'refused', text: one.carrier ?? 'no' }
          : { is: one.notice },
    }),
  });
};

/** Up to so many things that were said, seen, done and ruled about one order. */
export const histories = (most = 24): fc.Arbitrary<History> =>
  fc.array(step, { minLength: 1, maxLength: most, size: 'max' }).map(historyOf);

/**
 * The same sightings in another order, some more than once. What cannot be known before
 * something else (an answer before its call was begun) stays behind it.
 */
export const shuffled = (
  { sightings, causes }: History,
  keys: readonly number[],
  twice: readonly number[],
): readonly Sighting[] => {
  const keyOf = (index: number): number => {
    const cause = causes[index] ?? -1;
    const own = keys[index % Math.max(1, keys.length)] ?? 0;
    return cause < 0 || cause === index ? own : Math.max(own, keyOf(cause) + 1e-6);
  };
  const at = sightings.map((sighting, index) => ({ sighting, key: keyOf(index) }));
  const again = twice.flatMap((pick) => {
    const one = at[pick % Math.max(1, at.length)];
    return one === undefined ? [] : [{ sighting: one.sighting, key: one.key + (pick % 7) / 3 }];
  });
  return [...at, ...again].toSorted((one, other) => one.key - other.key).map((one) => one.sighting);
};

const sentOf = (
  { line, quantity, ...how }: {
    readonly carrier: string; readonly trackingNumber: string | null;
    readonly line: number; readonly quantity: number;
  },
): SentOtherwise => ({ ...how, lines: [{ line: String(line + 1), quantity }] });
