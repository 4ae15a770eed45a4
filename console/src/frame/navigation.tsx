import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { causeCountsQuestion } from '../api/cause-questions.ts';
import { usePolling } from '../live/provider.tsx';
import { numeral } from '../words/counted.ts';
import { words } from '../words/words.ts';
import { pages } from './pages.ts';
import { useWarehouse, type ForWarehouse } from './warehouse.ts';

export function Navigation() {
  const chosen = useWarehouse();
  return (
    <nav className="pages" aria-label={words.frame.pages}>
      {pages.map(({ to, name, isExact, isOfWarehouse }) => (
        <Link
          key={to} className="top-link" to={to} search={isOfWarehouse ? chosen : {}}
          activeOptions={{ exact: isExact, includeSearch: false }}
        >
          {name}{to === '/exceptions' ? <Held of={chosen} /> : null}
        </Link>
      ))}
    </nav>
  );
}

/** How many orders are held: the number that the list begins with. */
function Held({ of }: { of: ForWarehouse }) {
  const { data } = useQuery({
    ...causeCountsQuestion(of), refetchInterval: usePolling(),
    // The tab's title tells the number to whoever looks at another tab.
    refetchIntervalInBackground: true,
  });
  return (
    <>
      {' '}
      <span className="number held-count">
        {data === undefined ? null : numeral(data.all.orders)}
      </span>
    </>
  );
}
