/** What is to be written beside a shipment, so that it says what the message says. */
import type { MessageContent, ParcelTold } from '../../../core/model/decision.ts';
import { outermostOf } from './boxes.ts';
import { numbersIn, renderNumbers } from './numbers.ts';
import { minorOf } from './shapes.ts';
import { idIn } from './shipment.ts';

/** As much of a shipment as is needed here. */
export type Standing = {
  readonly number: string;
  readonly warehouse_output: number;
  readonly carrier?: number | null | undefined;
  readonly cost?: string | null | undefined;
  readonly cost_edit?: boolean | null | undefined;
  readonly 'company.'?: {
    readonly 'currency.'?: { readonly code: string | null } | null | undefined;
  } | null | undefined;
  readonly 'packages.': readonly {
    readonly id: number; readonly code: string; readonly parent?: number | null | undefined;
    readonly shipping_reference: string | null;
  }[];
  readonly 'moves.': readonly {
    readonly id: number; readonly origin?: string | null | undefined; readonly state: string;
    readonly quantity: number; readonly package?: number | null | undefined;
    readonly from_location: number; readonly to_location: number;
    readonly 'product.': { readonly id: number };
  }[];
};

export type Plan =
  | {
      readonly is: 'plan';
      /** By the id of a box: what is to stand there. Only those that differ. */
      readonly numbers: ReadonlyMap<number, string | null>;
      /** Minor units; null where nothing is to be written. */
      readonly cost: number | null;
      /** Every box would have a number. */
      readonly isWhole: boolean;
    }
  | { readonly is: 'refused'; readonly code: string; readonly text: string };

export const planOf = (standing: Standing, message: MessageContent): Plan => {
  const outermost = outermostOf(standing['packages.']);
  const boxes = standing['packages.'].filter(({ id }) => outermost.get(id) === id);
  const { number } = standing;
  if (boxes.length === 0 && message.kind !== 'void') {
    return { is: 'refused', code: 'shipment.no-box', text: `Shipment ${number} has no package in ` +
      'Tryton, and a tracking number stands on a package: pack it into one, and tell it again' };
  }
  const unnumbered = message.parcels.find(({ trackingNumber }) => trackingNumber === null);
  if (unnumbered !== undefined) {
    return { is: 'refused', code: 'parcel.no-number', text: 'A parcel without a tracking number ' +
      `has no place in Tryton: see to shipment ${number} there` };
  }
  const before = new Map(boxes.map((box) => [box.id, numbersIn(box.shipping_reference)]));
  const after = new Map(before);
  for (const parcel of message.parcels) {
    if (message.kind === 'void') without(after, parcel.trackingNumber);
    else put(after, parcel, boxesFor(standing, outermost, boxes, parcel, after));
  }
  const numbers = new Map([...after].flatMap(([box, now]) => {
    const is = renderNumbers(now);
    return is === renderNumbers(before.get(box) ?? []) ? [] : [[box, is] as const];
  }));
  return {
    is: 'plan', numbers, cost: costOf(standing, message, before, after),
    isWhole: boxes.length > 0 && [...after.values()].every((one) => one.length > 0),
  };
};

type Numbers = Map<number, readonly string[]>;

const without = (numbers: Numbers, number: string | null): void => {
  for (const [box, there] of numbers) numbers.set(box, there.filter((one) => one !== number));
};

const put = (numbers: Numbers, parcel: ParcelTold, boxes: readonly number[]): void => {
  if (parcel.replaces !== null) without(numbers, parcel.replaces);
  const number = parcel.trackingNumber;
  if (number === null) return;
  for (const box of boxes) numbers.set(box, [...new Set([...numbers.get(box) ?? [], number])]);
};

/** Where the number of a parcel goes: by what replaces what, else by what is in it. */
const boxesFor = (
  standing: Standing,
  outermost: ReadonlyMap<number, number>,
  boxes: readonly { readonly id: number }[],
  parcel: ParcelTold,
  numbers: ReadonlyMap<number, readonly string[]>,
): readonly number[] => {
  const ids = boxes.map(({ id }) => id);
  const holding = (number: string | null) => (number === null ? []
    : ids.filter((id) => numbers.get(id)?.includes(number) === true));
  const there = holding(parcel.trackingNumber);
  if (there.length > 0) return there;
  const replaced = holding(parcel.replaces);
  if (replaced.length > 0) return replaced;
  const contents = new Map(ids.map((id) => [id, contentsOf(standing, outermost, id)]));
  const told = new Map<string, number>();
  for (const { line, quantity } of parcel.lines) told.set(line, (told.get(line) ?? 0) + quantity);
  // The very contents, in a box that has no number yet, and one box of several alike.
  const same = ids.filter((id) => isSame(contents.get(id) ?? new Map(), told));
  const free = same.find((id) => (numbers.get(id) ?? []).length === 0);
  if (free !== undefined) return [free];
  if (same[0] !== undefined) return [same[0]];
  // One label for what lies in several boxes, or several for one: wherever its goods lie.
  const sharing = ids.filter((id) =>
    [...contents.get(id) ?? []].some(([line, quantity]) => quantity > 0 && told.has(line)));
  return sharing.length > 0 ? sharing : ids;
};

const isSame = (
  one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>,
): boolean => one.size > 0 && one.size === other.size &&
  [...one].every(([line, quantity]) => other.get(line) === quantity);

/** By our names of the lines, as the snapshot gave them. */
const contentsOf = (
  standing: Standing,
  outermost: ReadonlyMap<number, number>,
  box: number,
): ReadonlyMap<string, number> => {
  const contents = new Map<string, number>();
  const products = new Map<string, number>();
  const moves = standing['moves.'].toSorted((one, other) => one.id - other.id);
  for (const move of moves) {
    const isPick = move.to_location === standing.warehouse_output;
    if (isPick || move.state === 'cancelled') continue;
    const sold = idIn(move.origin, 'sale.line');
    const usual = sold === null ? `m${String(move.id)}` : String(sold);
    const product = move['product.'].id;
    const first = products.get(usual) ?? product;
    products.set(usual, first);
    const line = first === product ? usual : `${usual}-${String(product)}`;
    const isInside = typeof move.package === 'number' && outermost.get(move.package) === box;
    if (isInside) contents.set(line, (contents.get(line) ?? 0) + move.quantity);
  }
  return contents;
};

/**
 * What the labels cost, where it is in the company’s money. A message that speaks of every number
 * there is says all of it; of one more parcel it is added. What a label that was taken back had
 * cost beside others is not known here, and then the sum is left alone.
 */
const costOf = (
  standing: Standing,
  { kind, parcels }: MessageContent,
  before: ReadonlyMap<number, readonly string[]>,
  after: ReadonlyMap<number, readonly string[]>,
): number | null => {
  const currency = standing['company.']?.['currency.']?.code ?? null;
  if (kind === 'void' || parcels.some(({ cost }) => cost.currency !== currency)) return null;
  const sum = (of: readonly ParcelTold[]): number =>
    of.reduce((all, { cost }) => all + cost.amount, 0);
  const told = new Set(parcels.map(({ trackingNumber }) => trackingNumber));
  const there = new Set([...before.values()].flat());
  const known = standing.cost_edit === true && typeof standing.cost === 'string'
    ? minorOf(standing.cost) : null;
  const isAll = [...after.values()].flat().every((one) => told.has(one));
  const fresh = parcels.filter(({ trackingNumber }) =>
    trackingNumber !== null && !there.has(trackingNumber));
  const is = isAll ? sum(parcels)
    : fresh.length === 0 || fresh.some(({ replaces }) => replaces !== null) ? known
    : (known ?? 0) + sum(fresh);
  return is === known ? null : is;
};
