import { chanceBelow } from '../../chance.ts';
import type { Answer } from '../../machine.ts';
import { impossible } from '../../never.ts';
import type { Draw } from './fault.ts';
import type { Spoil } from './strike.ts';

/** Makes one row of a list go wrong in the answer, never in the account itself. */
export function spoil(answer: Answer, what: Spoil, draw: Draw): Answer {
  if (answer.content.is !== 'json' || answer.status !== 200) return answer;
  const value = spoilList(answer.content.value, what, draw);
  return { ...answer, content: { is: 'json', value } };
}

type Row = Readonly<Record<string, unknown>>;

/** A list is an array, or the first property that is one; anything else stays as it is. */
function spoilList(value: unknown, what: Spoil, draw: Draw): unknown {
  if (Array.isArray(value)) return spoilRows(value, what, draw);
  if (!isRow(value)) return value;
  const found = Object.entries(value).find(([, inner]) => Array.isArray(inner));
  if (found === undefined || !Array.isArray(found[1])) return value;
  return { ...value, [found[0]]: spoilRows(found[1], what, draw) };
}

function spoilRows(rows: readonly unknown[], what: Spoil, draw: Draw): readonly unknown[] {
  if (rows.length === 0) return rows;
  const index = chanceBelow(draw.seed, `spoil/${what}`, draw.count, rows.length);
  const row = rows[index];
  switch (what) {
    case 'null-row':
      return withNull(rows, index, draw);
    case 'doubled-row':
      return [...rows.slice(0, index), row, ...rows.slice(index)];
    case 'strange-value':
      return isRow(row) ? rows.with(index, withStrangeValue(row, draw)) : rows;
    default:
      return impossible(what);
  }
}

/** Beside the rows, or among the items of one of them. */
function withNull(rows: readonly unknown[], index: number, draw: Draw): readonly unknown[] {
  const row = rows[index];
  const isInside = chanceBelow(draw.seed, 'spoil/inside', draw.count, 2) === 1;
  if (isInside && isRow(row) && Array.isArray(row['items'])) {
    return rows.with(index, { ...row, items: [null, ...(row['items'] as unknown[])] });
  }
  return [...rows.slice(0, index), null, ...rows.slice(index)];
}

/** Values outside every documented list; the first two statuses were seen in production (3.8). */
const strangeValues: readonly (readonly [string, string])[] = [
  ['orderStatus', 'rejected_fulfillment'],
  ['orderStatus', 'processing'],
  ['orderStatus', 'planning'],
  ['confirmation', 'signed_by_neighbour'],
  ['carrierCode', 'carrier_of_tomorrow'],
  ['packageCode', 'folded_tube'],
  ['HookType', 'WAREHOUSE_NOTIFY'],
  ['marketplaceName', 'Marketplace of tomorrow'],
];

function withStrangeValue(row: Row, draw: Draw): Row {
  const fitting = strangeValues.filter(([field]) => typeof row[field] === 'string');
  const chosen = fitting[chanceBelow(draw.seed, 'spoil/value', draw.count, fitting.length)];
  return chosen === undefined ? row : { ...row, [chosen[0]]: chosen[1] };
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
