import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useHome } from '../views/home.ts';
import { ViewLink } from '../views/view-link.tsx';
import { words } from '../words/words.ts';
import { useWarehouse } from './warehouse.ts';

/** The slip without which goods do not leave; it leads to the home page. */
export function Brand() {
  return (
    <HomeLink>
      <svg aria-hidden="true" viewBox="0 0 32 32" width="24" height="24">
        <rect width="32" height="32" rx="7" fill="#1d4f7c" />
        <path d="M7 9h18v14H7z" fill="none" stroke="#fff" strokeWidth="2.4" />
        <path d="m11 16 3.4 3.4L21 12.6" fill="none" stroke="#fff" strokeWidth="2.4" />
      </svg>
      {words.product}
    </HomeLink>
  );
}

function HomeLink({ children }: { readonly children: ReactNode }) {
  const home = useHome();
  const forWarehouse = useWarehouse();
  return home === null
    ? <Link className="top-name" to="/" search={forWarehouse}>{children}</Link>
    : <ViewLink className="top-name" view={home}>{children}</ViewLink>;
}
