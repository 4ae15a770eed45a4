/** The filter in force, said in words: one chip for each part that can be taken away. */
import { orderFilterNames, type OrderFilter, type OrderFilterName } from '../api/client.ts';
import { clockTime } from '../time/clock.ts';
import { words } from '../words/words.ts';
import { exceptionInWords } from '../words/exception-code.ts';

export type FilterChip = {
  readonly names: readonly OrderFilterName[];
  readonly text: string;
  /** The same with is and is not exchanged; null where it has no opposite. */
  readonly opposite: Readonly<Partial<Record<OrderFilterName, string>>> | null;
};

/** Parts that say the same with and without a not. */
export const opposites: Readonly<Partial<Record<OrderFilterName, OrderFilterName>>> = {
  stage: 'notStage', notStage: 'stage', age: 'notAge', notAge: 'age', waitingOn: 'notWaitingOn',
  notWaitingOn: 'waitingOn', warehouse: 'notWarehouse', notWarehouse: 'warehouse',
  channel: 'notChannel', notChannel: 'channel', carrier: 'notCarrier', notCarrier: 'carrier',
  owner: 'notOwner', notOwner: 'owner', service: 'notService', notService: 'service',
  placedFrom: 'placedTo', placedTo: 'placedFrom',
};

export const yesOrNo: ReadonlySet<OrderFilterName> = new Set([
  'disagrees', 'blocked', 'open', 'held', 'relabelled', 'cancelledLate', 'asked',
  'rightFirst', 'carrierKnown',
]);

function oppositeOf(name: OrderFilterName, value: string): FilterChip['opposite'] {
  const other = opposites[name];
  if (other !== undefined) return { [other]: value };
  return yesOrNo.has(name) ? { [name]: value === 'yes' ? 'no' : 'yes' } : null;
}

type Named = Readonly<Record<string, string>>;

/** The words of a part that has its own; other parts are names that people gave. */
export const wordsOfPart: Readonly<Partial<Record<OrderFilterName, Named>>> = {
  stage: words.stages,
  notStage: words.stages,
  age: words.ages,
  notAge: words.ages,
  waitingOn: words.parties,
  notWaitingOn: words.parties,
  owes: {
    'label': words.obligations.label,
    'tell-warehouse': words.obligations['tell-warehouse'],
    'tell-channel': words.obligations['tell-channel'],
    'leave': words.obligations.leave,
  },
  disagrees: words.orders.differ,
  blocked: words.orders.yesNo,
  open: words.orders.yesNo,
  held: words.orders.yesNo,
  relabelled: words.orders.yesNo,
  cancelledLate: words.orders.yesNo,
  asked: words.orders.yesNo,
  rightFirst: words.orders.yesNo,
  carrierKnown: words.orders.yesNo,
  owner: words.owners,
  notOwner: words.owners,
  entered: { ...words.stages, confirmed: words.orders.confirmed },
  left: words.stages,
};

/** What came with a link, and is taken away with the part that says it in words. */
const isSaidBy = (filter: OrderFilter, name: OrderFilterName): boolean =>
  (name === 'causeFault' || name === 'causeId') && filter.causeCode !== undefined;

/** Times are told in that zone. */
export function chipsOf(
  filter: OrderFilter, now: number, zone: string,
): readonly FilterChip[] {
  return orderFilterNames.flatMap((name): FilterChip[] => {
    const value = filter[name];
    if (value === undefined || isSaidBy(filter, name)) return [];
    const begins = words.orders.begins[name];
    if (name === 'causeCode') {
      const fault = filter.causeFault === undefined ? '' : ` “${filter.causeFault}”`;
      return [{
        names: ['causeCode', 'causeFault', 'causeId'],
        text: `${begins} ${exceptionInWords(value)}${fault}`,
        opposite: null,
      }];
    }
    // Ids are for machines: the chip says how many, or that it is one.
    if (name === 'causeId') return [{ names: [name], text: begins, opposite: null }];
    if (name === 'id') {
      return [{
        names: [name], text: words.orders.theseOrders(value.split(',').length), opposite: null,
      }];
    }
    return [{
      names: [name], text: `${begins} ${valueInWords(name, value, { now, zone })}`,
      opposite: oppositeOf(name, value),
    }];
  });
}

function valueInWords(
  name: OrderFilterName, value: string,
  { now, zone }: { readonly now: number; readonly zone: string },
): string {
  if (isTime(name)) {
    // What is no time is shown as it stands; the engine then says what is wrong with it.
    return Number.isNaN(Date.parse(value)) ? value : clockTime(value, zone, now);
  }
  if (name === 'exception') return exceptionInWords(value);
  if (name === 'orderNumber') return value;
  const named = wordsOfPart[name] ?? {};
  return value.split(',').map((one) => named[one.trim()] ?? one.trim()).join(words.orders.or);
}

const times: ReadonlySet<OrderFilterName> = new Set([
  'heardFrom', 'heardTo', 'placedFrom', 'placedTo', 'movedFrom', 'movedTo',
]);

/** Whether the part is an instant. */
export const isTime = (name: OrderFilterName): boolean => times.has(name);

/** Parts of which any one of several values may be. */
export const several: ReadonlySet<OrderFilterName> = new Set([
  'stage', 'notStage', 'age', 'notAge', 'warehouse', 'notWarehouse', 'channel', 'notChannel',
  'carrier', 'notCarrier', 'owner', 'notOwner', 'service', 'notService',
]);

/** The filter with one more value: beside the others where the part takes several. */
export function withValue(filter: OrderFilter, name: OrderFilterName, value: string): OrderFilter {
  const before = filter[name]?.split(',') ?? [];
  const values = several.has(name) ? [...new Set([...before, value])] : [value];
  return { ...filter, [name]: values.join(',') };
}

export function without(filter: OrderFilter, names: readonly OrderFilterName[]): OrderFilter {
  return { ...filter, ...Object.fromEntries(names.map((name) => [name, undefined])) };
}
