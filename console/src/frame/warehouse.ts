/**
 * Which warehouse a reader looks at: the address says it; without a word there, what this browser
 * kept. It goes along from page to page by the links of the frame.
 */
import { useSearch } from '@tanstack/react-router';
import { keptWarehouse, useKept } from './kept.ts';

export type ForWarehouse = { readonly warehouse?: string | undefined };

export function useWarehouse(): ForWarehouse {
  const { warehouse } = useSearch({ strict: false });
  return warehouseFor(warehouse, useKept(keptWarehouse));
}

/** A list may name several warehouses; the first page shows one of them, or all. */
export function warehouseFor(named: string | undefined, kept: string): ForWarehouse {
  const one = named === undefined || named.includes(',') ? kept : named;
  return one === '' ? {} : { warehouse: one };
}
