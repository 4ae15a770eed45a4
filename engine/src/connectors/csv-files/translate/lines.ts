/** The rows of one consignment -> its lines and its parcels. */
import type {
  ConsignmentLine, Parcel, WarehouseStatus,
} from '../../../core/model/warehouse.ts';
import type { CsvSettings } from '../settings.ts';
import {
  readDecimal, readMinor, readText, readWhole,
} from './cells.ts';
import type { LineField } from './fields.ts';
import type { GroupRow } from './groups.ts';
import { Unfit, valueOf, type Reading } from './reading.ts';

const mostLines = 1_000;
const mostUnits = 1_000_000;

export type LineRead = { readonly line: ConsignmentLine; readonly row: GroupRow };

export const linesOf = (
  { group, settings, has }: Reading, status: WarehouseStatus,
): readonly LineRead[] => {
  if (group.rows.length > mostLines) {
    throw new Unfit(group.rows[0]?.line ?? 0,
      `${group.key} has more than ${String(mostLines)} lines`);
  }
  const names = new Map<string, number>();
  return group.rows.map((row) => {
    const said = textIn(row, 'line');
    const sku = textIn(row, 'sku');
    if (sku === null) throw new Unfit(row.line, 'sku: it names no article');
    const times = (names.get(sku) ?? 0) + 1;
    names.set(sku, times);
    const line = said ?? (times === 1 ? sku : `${sku}-${String(times)}`);
    return { row, line: { line, sku, ...detailsOf(row, settings, { status, has }) } };
  });
};

type About = Pick<Reading, 'has'> & { readonly status: WarehouseStatus };

const detailsOf = (row: GroupRow, settings: CsvSettings, about: About) => ({
  channelLine: textIn(row, 'channelLine'), orderNumber: null,
  name: textIn(row, 'name') ?? '',
  ...unitsOf(row, settings, about),
  shortReason: textIn(row, 'shortReason'), bin: textIn(row, 'bin'),
  unitPrice: priceOf(row, settings),
  weightGrams: gramsOf(row, 'weight', settings),
  customs: customsOf(row),
});

const textIn = (row: GroupRow, field: LineField): string | null =>
  valueOf(readText(row.cell(field)), row.line, field);

const wholeIn = (row: GroupRow, field: LineField, settings: CsvSettings): number | null => {
  const whole = valueOf(readWhole(row.cell(field), settings.decimal), row.line, field);
  if (whole !== null && whole > mostUnits) {
    throw new Unfit(row.line, `${field}: more than ${String(mostUnits)} pieces`);
  }
  return whole;
};

const reached = (status: WarehouseStatus, step: 'allocated' | 'picked' | 'packed'): boolean => {
  switch (status) {
    case 'dispatched': case 'packed': return true;
    case 'picked': return step !== 'packed';
    case 'allocated': case 'picking': return step === 'allocated';
    default: return false;
  }
};

/**
 * Every step has its column; or, where the setting says so, the one quantity of a row counts for
 * each step that the status has reached. A file without a column for packing has the picked ones.
 */
const unitsOf = (row: GroupRow, settings: CsvSettings, { status, has }: About) => {
  const read = (field: LineField): number | null => wholeIn(row, field, settings);
  const ordered = read('ordered');
  if (ordered === null) throw new Unfit(row.line, 'ordered: it says no quantity');
  const short = read('short') ?? 0;
  const done = settings.quantities === 'done' ? ordered - Math.min(short, ordered) : null;
  const ofStep = (step: 'allocated' | 'picked' | 'packed'): number | null =>
    read(step) ?? (done === null ? null : reached(status, step) ? done : 0);
  const picked = ofStep('picked');
  const packed = ofStep('packed') ??
    (!has('packed') && reached(status, 'packed') ? picked : null);
  const allocated = ofStep('allocated') ?? (!has('allocated') ? picked : null);
  return { ordered, allocated: allocated ?? 0, picked: picked ?? 0, packed: packed ?? 0, short };
};

const priceOf = (row: GroupRow, { decimal }: CsvSettings): ConsignmentLine['unitPrice'] => {
  const amount = valueOf(readMinor(row.cell('unitPrice'), decimal), row.line, 'unitPrice');
  const currency = textIn(row, 'currency')?.toUpperCase() ?? null;
  if (amount === null || currency === null) return null;
  if (!/^[A-Z]{3}$/.test(currency)) throw new Unfit(row.line, 'currency: it must be like GBP');
  return { amount, currency };
};

const gramsIn = { g: 1, kg: 1_000, oz: 28.349_523_125, lb: 453.592_37 } as const;

const gramsOf = (
  row: GroupRow, field: 'weight' | 'parcelWeight', { decimal, weightUnit }: CsvSettings,
): number | null => {
  const weight = valueOf(readDecimal(row.cell(field), decimal), row.line, field);
  return weight === null ? null : Math.round(weight * gramsIn[weightUnit]);
};

const customsOf = (row: GroupRow): ConsignmentLine['customs'] => {
  const [hsCode, origin] = [textIn(row, 'hsCode'), textIn(row, 'origin')?.toUpperCase() ?? null];
  if (hsCode === null || origin === null) return null;
  if (!/^[A-Z]{2}$/.test(origin)) throw new Unfit(row.line, 'origin: it must be like PT');
  return { hsCode, origin, description: textIn(row, 'customsDescription') ?? '' };
};

/** Of a line without a parcel nothing is said; the units of a row are those that were packed. */
export const parcelsOf = (
  { settings }: Reading, lines: readonly LineRead[],
): readonly Parcel[] => {
  const parcels = new Map<string, Parcel>();
  for (const { line, row } of lines) {
    const reference = textIn(row, 'parcel');
    if (reference === null) continue;
    const there = parcels.get(reference);
    const weightGrams = gramsOf(row, 'parcelWeight', settings);
    parcels.set(reference, {
      reference, weightGrams: there?.weightGrams ?? weightGrams,
      lengthMm: null, widthMm: null, heightMm: null,
      lines: [...(there?.lines ?? []), { line: line.line, quantity: line.packed }],
    });
  }
  return [...parcels.values()];
};
