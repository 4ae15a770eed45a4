import type { Answer } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account } from './account.ts';
import { notFound, outcome, ruleProblem } from './answers.ts';
import { bind } from './binding.ts';
import type { Call, Performed } from './call.ts';
import { warehouses as furniture } from './catalogue.ts';
import { pacificText } from './pacific.ts';
import type { WarehouseAddress, WarehouseBody } from './store-body.ts';
import { warehouseBody } from './store-body.ts';

/** Ship-from locations (3.5): addresses, not places with goods in them. */
export type Warehouse = {
  readonly warehouseId: number;
  readonly warehouseName: string;
  readonly originAddress: WarehouseAddress & { readonly addressVerified: string | null };
  readonly returnAddress: WarehouseAddress & { readonly addressVerified: string | null };
  readonly createDate: string;
  readonly isDefault: boolean;
};

export type WarehouseRow = { readonly wire: Warehouse; readonly isDeleted: boolean };

export const warehousesAtFirst = (): ReadonlyMap<number, WarehouseRow> =>
  new Map(furniture.map((wire) => [wire.warehouseId, { wire, isDeleted: false }]));

export const listWarehouses = (account: Account): Answer =>
  answerJson(200, [...account.warehouses.values()]
    .filter(({ isDeleted }) => !isDeleted).map(({ wire }) => wire));

const shownWarehouse = (account: Account, id: number): Warehouse | null => {
  const row = account.warehouses.get(id);
  return row === undefined || row.isDeleted ? null : row.wire;
};

const gone = notFound('Warehouse not found');

export function oneWarehouse(account: Account, id: number): Answer {
  const found = shownWarehouse(account, id);
  return found === null ? gone : answerJson(200, found);
}

export function createWarehouse({ account, body, now }: Call): Performed {
  const bound = bind(warehouseBody, body, 'apiWarehouse');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const warehouseId = Math.max(...account.warehouses.keys()) + 1;
  return written(account, rendered(bound.value, { warehouseId, createDate: pacificText(now) }));
}

/** The whole location; there is no partial update (3.2). */
export function updateWarehouse({ account, body }: Call, id: number): Performed {
  const old = shownWarehouse(account, id);
  if (old === null) return { account, answer: gone };
  const bound = bind(warehouseBody, body, 'apiWarehouse');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const { warehouseId, createDate } = old;
  return written(account, rendered(bound.value, { warehouseId, createDate }));
}

/** Soft: inactive, and absent from every answer. The default one stays. */
export function deleteWarehouse(account: Account, id: number): Performed {
  const found = shownWarehouse(account, id);
  if (found === null) return { account, answer: gone };
  if (found.isDefault) {
    return { account, answer: ruleProblem('The default warehouse cannot be deleted.') };
  }
  const warehouses = new Map(account.warehouses).set(id, { wire: found, isDeleted: true });
  return {
    account: { ...account, warehouses },
    answer: outcome('The requested warehouse has been deleted.'),
  };
}

const rendered = (
  body: WarehouseBody,
  fixed: { readonly warehouseId: number; readonly createDate: string },
): Warehouse => ({
  ...fixed,
  warehouseName: body.warehouseName ?? body.originAddress.name ?? '',
  originAddress: { ...body.originAddress, addressVerified: null },
  returnAddress: { ...(body.returnAddress ?? body.originAddress), addressVerified: null },
  isDefault: body.isDefault ?? false,
});

/** One default at a time: a new one takes it from the others. */
function written(account: Account, wire: Warehouse): Performed {
  const others = [...account.warehouses].map(([id, row]) => [
    id,
    wire.isDefault ? { ...row, wire: { ...row.wire, isDefault: false } } : row,
  ] as const);
  const warehouses = new Map(others).set(wire.warehouseId, { wire, isDeleted: false });
  return { account: { ...account, warehouses }, answer: answerJson(200, wire) };
}
