import type { ShipmentRow } from '../shipstation/account.ts';
import type { Truth } from '../warehouse/floor.ts';
import type { World } from '../world.ts';

/**
 * The referee: compares what the floor really packed with what the other systems show, and says
 * what went wrong. It sees everything; the engine under test must never ask it.
 */
export type Verdict = {
  readonly isClean: boolean;
  readonly labelsOnUnpackedUnits: readonly UnpackedUnits[];
  readonly duplicateLabels: readonly {
    readonly orderId: number;
    readonly shipmentIds: readonly number[];
  }[];
  readonly duplicateOrders: readonly {
    readonly orderKey: string;
    readonly orderIds: readonly number[];
  }[];
  readonly badSignatures: number;
  readonly refusedForRate: number;
  readonly conflictingMessages: readonly string[];
  readonly unreadableMessages: number;
};

export type UnpackedUnits = {
  readonly orderNumber: string;
  readonly sku: string;
  readonly labelled: number;
  readonly packed: number;
  readonly shipmentId: number;
};

export function judge(world: World): Verdict {
  const { shipstation, warehouse, shop } = world;
  const boxes = [warehouse.postbox, shop.postbox];
  const found = {
    labelsOnUnpackedUnits: unpackedUnits(world),
    duplicateLabels: duplicateLabels(world),
    duplicateOrders: duplicateOrders(world),
    badSignatures: boxes.reduce((sum, box) => sum + box.badSignatures.length, 0),
    refusedForRate: [...shipstation.keys.values()].reduce(
      (sum, key) => sum + key.refusedForRate,
      0,
    ),
    conflictingMessages: boxes.flatMap((box) => box.conflicts.map((row) => row.messageId)),
    unreadableMessages: boxes.reduce((sum, box) => sum + box.unreadable.length, 0),
  };
  const isClean = Object.values(found).every((value) =>
    typeof value === 'number' ? value === 0 : value.length === 0,
  );
  return { isClean, ...found };
}

const activeLabels = (world: World): readonly ShipmentRow[] =>
  [...world.shipstation.shipments.values()].filter(
    ({ wire }) => !wire.voided && !wire.isReturnLabel,
  );

/**
 * Walks the labels in the order of their making. Each takes units of its order from those packed
 * by then; what is missing was labelled without having been packed. A label made first and packed
 * later is therefore a breach, as the parcel could have gone.
 */
function unpackedUnits(world: World): readonly UnpackedUnits[] {
  const taken = new Map<string, number>();
  const breaches: UnpackedUnits[] = [];
  for (const row of activeLabels(world).toSorted((a, b) => a.madeAt - b.madeAt)) {
    for (const { orderNumber, sku, quantity } of labelledUnits(world, row)) {
      const key = JSON.stringify([orderNumber, sku]);
      const labelled = (taken.get(key) ?? 0) + quantity;
      taken.set(key, labelled);
      const packed = packedBy(world.warehouse.truth, orderNumber, sku, row.madeAt);
      if (labelled <= packed) continue;
      breaches.push({ orderNumber, sku, labelled, packed, shipmentId: row.wire.shipmentId });
    }
  }
  return breaches;
}

function labelledUnits(world: World, row: ShipmentRow) {
  const number = floorNumber(world.warehouse.truth, row.wire.orderNumber ?? '');
  const order =
    row.wire.orderId === null ? undefined : world.shipstation.orders.get(row.wire.orderId);
  // A second label lists no items, yet it sits on a box with the order's goods.
  const items = row.wire.shipmentItems?.length ? row.wire.shipmentItems : (order?.wire.items ?? []);
  const bySku = new Map<string, number>();
  for (const item of items) {
    const sku = item.sku ?? item.name;
    bySku.set(sku, (bySku.get(sku) ?? 0) + item.quantity);
  }
  return [...bySku].map(([sku, quantity]) => ({ orderNumber: number, sku, quantity }));
}

/** `SO-412345-2` in ShipStation is a later release of the floor's `SO-412345`. */
function floorNumber(truth: readonly Truth[], orderNumber: string): string {
  const known = truth
    .map((row) => row.orderNumber)
    .filter((number) => orderNumber === number || orderNumber.startsWith(`${number}-`));
  return (
    known.reduce((best, number) => (number.length > best.length ? number : best), '') || orderNumber
  );
}

function packedBy(truth: readonly Truth[], orderNumber: string, sku: string, at: number): number {
  const seen = truth.filter(
    (row) => row.orderNumber === orderNumber && row.sku === sku && row.at <= at,
  );
  return seen.at(-1)?.packed ?? 0;
}

function duplicateLabels(world: World) {
  const byOrder = Map.groupBy(activeLabels(world), ({ wire }) => wire.orderId);
  return [...byOrder].flatMap(([orderId, rows]) =>
    orderId === null || rows.length < 2
      ? []
      : [{ orderId, shipmentIds: rows.map(({ wire }) => wire.shipmentId) }],
  );
}

function duplicateOrders(world: World) {
  const open = [...world.shipstation.orders.values()].filter((row) => !row.isDeleted);
  const byKey = Map.groupBy(open, ({ wire }) => wire.orderKey);
  return [...byKey].flatMap(([orderKey, rows]) =>
    rows.length < 2 ? [] : [{ orderKey, orderIds: rows.map(({ wire }) => wire.orderId) }],
  );
}
