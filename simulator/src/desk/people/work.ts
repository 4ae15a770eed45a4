import type { Later, Moment } from '../../machine.ts';
import type { Account } from '../../shipstation/account.ts';
import type { Order } from '../../shipstation/shapes.ts';
import { hasLabel } from '../../shipstation/shipped.ts';
import type { DeskDeed } from '../deed.ts';
import type { Desk } from '../desk.ts';
import type { Crew, Packer } from './crew.ts';
import type { Hand } from './hand.ts';
import { does, draw } from './hand.ts';
import { doesTask, handles, handlesBatch } from './label.ts';
import { batchOf, sorted, taken } from './list.ts';
import { withPresence } from './presence.ts';
import { slips } from './slips.ts';

export type Worked = {
  readonly desk: Desk;
  readonly account: Account;
  readonly later: readonly Later[];
  /** When somebody will go on, if anything is to be done. */
  readonly nextAt: Moment | null;
};

export type Room = {
  readonly desk: Desk;
  readonly crew: Crew;
  readonly account: Account;
  /** Whether the goods of this order lie on the bench; yes for orders the floor never saw. */
  readonly isOnBench: (order: Order) => boolean;
  readonly now: Moment;
  readonly seed: number;
};

const mostInBatch = 5;

/** Everybody who is there and free takes one turn. */
export function workAtDesk(room: Room): Worked {
  const { desk } = room;
  let { account } = room;
  let crew = withPresence(room.crew, room.now);
  const later: Later[] = [];
  const deeds: DeskDeed[] = [];
  for (const packer of crew.packers) {
    if (!desk.isOn || !isFree(crew, packer, room.now)) continue;
    const hand: Hand = {
      account, crew, later: [], deeds: [], who: packer.name, now: room.now, seed: room.seed,
    };
    const done = turn(hand, packer, room);
    if (done === null) continue;
    account = done.account;
    crew = { ...busied(done, packer), turns: done.crew.turns + 1 };
    deeds.push(...done.deeds);
    later.push(...done.later);
  }
  const nextAt = desk.isOn ? nextTurnAt({ ...room, crew, account }) : null;
  const worked = { ...desk, crew, deeds: [...desk.deeds, ...deeds] };
  return { desk: worked, account, later, nextAt };
}

const isFree = (crew: Crew, { name }: Packer, now: Moment): boolean =>
  crew.presence.get(name)?.isThere === true && (crew.busyUntil.get(name) ?? 0) <= now;

/** A task that is due goes first; then whatever comes over them; then the next order. */
function turn(hand: Hand, packer: Packer, room: Room): Hand | null {
  const task = hand.crew.tasks.find(({ who, at }) => who === packer.name && at <= room.now);
  if (task !== undefined) {
    const tasks = hand.crew.tasks.filter((other) => other !== task);
    return doesTask({ ...hand, crew: { ...hand.crew, tasks } }, task);
  }
  const list = noticed(room, hand.account, hand.crew);
  if (list.length === 0) return null;
  const { isOnBench } = room;
  const slipped = slips(hand, { list, isOnBench });
  if (slipped !== hand) return slipped;
  const inTurn = sorted(list, packer.sorts);
  const skips = { rate: hand.crew.habits.skipInList, seed: hand.seed, turn: hand.crew.turns };
  if (does(hand, 'batch') && list.length > 1) {
    // From the list, without a look at the bench.
    const first = taken(inTurn, skips);
    const most = 2 + Math.floor(draw(hand, 'batch/size') * (mostInBatch - 1));
    return first === undefined ? null : handlesBatch(hand, batchOf(first, inTurn, most));
  }
  // A tote is scanned, and its number found on the screen.
  const order = taken(inTurn.filter(isOnBench), skips);
  return order === undefined ? null : handles(hand, order);
}

/** What awaits shipment, has been there long enough to be seen, and is not taken for done. */
const noticed = (room: Room, account: Account, crew: Crew): readonly Order[] =>
  [...room.desk.seenAt].flatMap(([orderId, at]) => {
    const row = account.orders.get(orderId);
    const isThere = row !== undefined && !row.isDeleted
      && row.wire.orderStatus === 'awaiting_shipment' && !hasLabel(account, orderId);
    const isSeen = at + crew.noticeAfterMs <= room.now && !crew.setAside.has(orderId);
    return isThere && isSeen ? [row.wire] : [];
  });

function busied({ crew, now, ...hand }: Hand, packer: Packer): Crew {
  const [least, most] = crew.secondsAnOrder;
  const seconds = least + draw({ ...hand, crew, now }, 'pace') * (most - least);
  const until = now + Math.round(seconds * 1_000);
  return { ...crew, busyUntil: new Map(crew.busyUntil).set(packer.name, until) };
}

/**
 * Nothing on the list and nothing meant: nobody need be woken. Otherwise when the next person is
 * free or comes in, when the next order will be noticed, or when a task is due.
 */
function nextTurnAt({ desk, crew, account, now, isOnBench }: Room): Moment | null {
  const waiting = [...desk.seenAt].filter(([orderId]) => {
    const row = account.orders.get(orderId);
    return row !== undefined && !row.isDeleted && !crew.setAside.has(orderId)
      && row.wire.orderStatus === 'awaiting_shipment' && !hasLabel(account, orderId)
      && isOnBench(row.wire);
  });
  const listed = waiting.map(([, at]) => at + crew.noticeAfterMs);
  const times = crew.packers.flatMap(({ name }) => {
    const own = crew.tasks.filter(({ who }) => who === name).map(({ at }) => at);
    if (listed.length + own.length === 0) return [];
    const free = Math.max(crew.busyUntil.get(name) ?? 0, Math.min(...listed, ...own));
    const presence = crew.presence.get(name);
    // Whoever is away is looked at again when they come; whoever is busy, when they are done.
    return presence?.isThere === true ? Math.min(free, presence.until) : (presence?.until ?? free);
  });
  return times.length === 0 ? null : Math.max(now + 1, Math.min(...times));
}
