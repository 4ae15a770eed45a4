/** The lists that people open every day, as links. */
import { Link } from '@tanstack/react-router';
import { orderFilterNames, type OrderFilter } from '../api/client.ts';
import { words } from '../words/words.ts';
import { builtInViews } from './built-in-views.ts';

export function Views({ filter }: { filter: OrderFilter }) {
  return (
    <nav className="views" aria-label={words.orders.viewsTitle}>
      {builtInViews.map((view) => (
        <Link
          key={view.name} to="/orders" search={{ ...view.filter, sort: view.sort }} className="view"
          activeOptions={{ exact: true, includeSearch: true }}
          {...(isSame(view.filter, filter) ? { 'aria-current': 'page', 'data-current': '' } : {})}
        >
          {view.name}
        </Link>
      ))}
    </nav>
  );
}

const isSame = (one: OrderFilter, other: OrderFilter): boolean =>
  orderFilterNames.every((name) => one[name] === other[name]);
