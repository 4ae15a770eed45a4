import { Link } from '@tanstack/react-router';
import type { ListLinkProps, ListQuery } from '../charts/list-link.tsx';
import type { OrdersSearch } from './address.ts';

/** Every part is a part of the filter, under its own name: the engine gave it as an address. */
export const searchOfList = (list: ListQuery) => list as OrdersSearch;

/** A number that leads to its list without loading the console anew. */
export function OrdersLink({ list, className, children }: ListLinkProps) {
  return (
    <Link to="/orders" search={searchOfList(list)} className={className}>{children}</Link>
  );
}
