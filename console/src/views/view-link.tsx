import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { exceptionsSearch, ordersSearch, parseSearch } from '../frame/address.ts';
import type { ViewPage } from './kept-views.ts';

type ViewLinkProps = {
  readonly view: { readonly page: ViewPage; readonly search: string };
  readonly isShown?: boolean;
  readonly className: string;
  readonly children: ReactNode;
};

/** Leads to a view by its address, without loading the console anew. */
export function ViewLink({ view, isShown = false, className, children }: ViewLinkProps) {
  const current = isShown ? { 'aria-current': 'page', 'data-current': '' } as const : {};
  const search = parseSearch(view.search);
  return view.page === '/orders' ? (
    <Link to="/orders" search={ordersSearch(search)} className={className} {...current}>
      {children}
    </Link>
  ) : (
    <Link to="/exceptions" search={exceptionsSearch(search)} className={className} {...current}>
      {children}
    </Link>
  );
}
