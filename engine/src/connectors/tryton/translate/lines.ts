/**
 * What of each article is wanted, set aside, picked and packed. A shipment has two sets of moves:
 * from the bins to the output zone (the pick), and from there to the customer (what goes). When
 * less was picked than was wanted, Tryton lowers what goes, and what was wanted then stands only in
 * the sale. What was dropped when it was packed is a shipment of its own at once.
 */
import type { ConsignmentLine, WarehouseStatus } from '../../../core/model/warehouse.ts';
import { minorOf, wholeOf } from './shapes.ts';
import { idIn, type Move, type Shipment, type Sold } from './shipment.ts';

/** By the id of the sale’s line; null where the user may not read sales. */
export type SoldLines = ReadonlyMap<number, Sold> | null;

export type Group = {
  readonly line: string;
  readonly sold: number | null;
  readonly moves: readonly Move[];
};

const isGone = (move: { readonly state: string }): boolean =>
  move.state === 'cancelled' || move.state === 'cancel';

const isPick = (shipment: Shipment, { from_location: from, to_location: to }: Move): boolean =>
  to === shipment.warehouse_output && from !== shipment.warehouse_output;

/** What goes to the customer, line by line of the sale; a move of no sale is a line of its own. */
export const groupsOf = (shipment: Shipment, status: WarehouseStatus): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const move of shipment['moves.'].toSorted((one, other) => one.id - other.id)) {
    if (isPick(shipment, move) || (isGone(move) && status !== 'cancelled')) continue;
    const sold = idIn(move.origin, 'sale.line');
    const usual = sold === null ? `m${String(move.id)}` : String(sold);
    const there = groups.get(usual);
    const isOther = there !== undefined && there.moves[0]?.['product.'].id !== move['product.'].id;
    // Something else was sent in place of what was sold.
    const line = isOther ? `${usual}-${String(move['product.'].id)}` : usual;
    const moves = [...groups.get(line)?.moves ?? [], move];
    groups.set(line, { line, sold: isOther ? null : sold, moves });
  }
  return [...groups.values()];
};

const sum = (moves: readonly { readonly quantity: number }[]): number =>
  moves.reduce((all, one) => all + one.quantity, 0);

/** All lines, or why one cannot be counted, in words. */
export const linesOf = (
  shipment: Shipment,
  status: WarehouseStatus,
  sold: SoldLines,
): readonly ConsignmentLine[] | string => {
  const lines: ConsignmentLine[] = [];
  for (const group of groupsOf(shipment, status)) {
    const line = lineOf(shipment, status, group, sold);
    if (typeof line === 'string') return line;
    if (line.ordered > 0) lines.push(line);
  }
  return lines;
};

const lineOf = (
  shipment: Shipment,
  status: WarehouseStatus,
  group: Group,
  sold: SoldLines,
): ConsignmentLine | string => {
  const [first] = group.moves;
  if (first === undefined) return 'it has a line of nothing';
  const counts = countsOf(shipment, status, group);
  const wanted = status === 'cancelled' || group.sold === null
    ? 0 : wantedOf(shipment, sold?.get(group.sold) ?? null, first);
  const ordered = wholeOf(Math.max(counts.goes, wanted));
  const [allocated, picked, packed] = [counts.allocated, counts.picked, counts.packed].map(wholeOf);
  const { code, name } = first['product.'];
  const article = code ?? name ?? 'an article without a name';
  if (ordered === null || allocated === null || picked === null || packed === null ||
    allocated === undefined || picked === undefined || packed === undefined) {
    const symbol = (first['unit.'] ?? first['uom.'])?.symbol ?? 'units';
    return `${String(Math.max(counts.goes, wanted))} ${symbol} of ${article} cannot be counted ` +
      'in whole units';
  }
  const weight = first.internal_weight ?? 0;
  const grams = first.quantity > 0 ? Math.round((weight / first.quantity) * 1_000) : 0;
  const short = status === 'allocated' ? ordered - allocated
    : status === 'picked' || status === 'packed' ? ordered - picked : 0;
  const currency = first['currency.']?.code ?? '';
  return {
    line: group.line, channelLine: null, orderNumber: null,
    sku: code ?? '', name: name ?? code ?? '',
    ordered, allocated, picked, packed, short: Math.max(0, short), shortReason: null,
    bin: binOf(shipment, group),
    unitPrice: first.unit_price === null || first.unit_price === undefined ||
      !/^[A-Z]{3}$/.test(currency) ? null : { amount: minorOf(first.unit_price), currency },
    weightGrams: grams > 0 ? grams : null,
    customs: null,
  };
};

const picksOf = (shipment: Shipment, { moves }: Group): readonly Move[] =>
  shipment['moves.'].filter((move) => isPick(shipment, move) && !isGone(move) &&
    moves.some(({ id }) => id === idIn(move.origin, 'stock.move')));

const reached = (status: WarehouseStatus, ...of: readonly WarehouseStatus[]): boolean =>
  of.includes(status);

const countsOf = (shipment: Shipment, status: WarehouseStatus, group: Group) => {
  const goes = sum(group.moves);
  if (status === 'cancelled') return { goes, allocated: 0, picked: 0, packed: 0 };
  const picks = picksOf(shipment, group);
  const isPicked = reached(status, 'picked', 'packed', 'dispatched');
  const isPacked = reached(status, 'packed', 'dispatched');
  const packed = isPacked ? goes : 0;
  // Packed where it lies, or added at the pick: nothing was moved to the output zone for it.
  if (picks.length === 0) {
    const isHeld = isPicked || status === 'allocated';
    return { goes, allocated: isHeld ? goes : 0, picked: isPicked ? goes : 0, packed };
  }
  const allocated = sum(picks.filter(({ state }) => state === 'assigned' || state === 'done'));
  const picked = isPicked ? sum(picks.filter(({ state }) => state === 'done')) : 0;
  return { goes, allocated, picked, packed };
};

const binOf = (shipment: Shipment, group: Group): string | null => {
  const pick = picksOf(shipment, group).find(({ quantity }) => quantity > 0);
  const from = pick?.['from_location.'];
  return from?.code ?? from?.rec_name ?? null;
};

type SoldMove = Sold['moves.'][number];

const isOpen = (move: SoldMove): boolean => !isGone(move) && move.state !== 'done';

/**
 * What was sold of it and goes in no other shipment. What is missing is missing from one of those
 * that are open, the oldest, until Tryton makes a shipment of the rest.
 */
const wantedOf = (shipment: Shipment, sold: Sold | null, move: Move): number => {
  const unit = (move['unit.'] ?? move['uom.'])?.id;
  if (sold === null || sold['unit.']?.id !== unit) return 0;
  const shipmentOf = (one: SoldMove) => idIn(one.shipment, 'stock.shipment.out') ?? 0;
  const open = sold['moves.'].filter(isOpen).map(shipmentOf);
  if (!open.includes(shipment.id) || Math.min(...open) !== shipment.id) return 0;
  const elsewhere = sold['moves.'].filter((one) =>
    !isGone(one) && shipmentOf(one) !== shipment.id);
  return sold.quantity - sum(elsewhere) - sum(sold['moves_ignored.']);
};
