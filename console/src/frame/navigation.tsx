import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { causeCountsQuestion } from '../api/cause-questions.ts';
import { usePolling } from '../live/provider.tsx';
import { numeral } from '../words/counted.ts';
import { words } from '../words/words.ts';
import { pages } from './pages.ts';

export function Navigation() {
  return (
    <nav className="pages" aria-label={words.frame.pages}>
      {pages.map(({ to, name, isExact }) => (
        <Link
          key={to} className="top-link" to={to}
          activeOptions={{ exact: isExact, includeSearch: false }}
        >
          {name}{to === '/exceptions' ? <Held /> : null}
        </Link>
      ))}
    </nav>
  );
}

/** How many orders are held: the number that the list begins with. */
function Held() {
  const { data } = useQuery({ ...causeCountsQuestion({}), refetchInterval: usePolling() });
  return data === undefined ? null
    : <>{' '}<span className="number">{numeral(data.all.orders)}</span></>;
}
