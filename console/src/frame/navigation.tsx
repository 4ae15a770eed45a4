import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { causeCountsQuestion } from '../api/cause-questions.ts';
import { usePolling } from '../live/provider.tsx';
import { numeral } from '../words/counted.ts';
import { words } from '../words/words.ts';

/** The pages in the order of a day: what needs somebody, the lists behind it, the other systems. */
const pages = [
  { to: '/', name: words.frame.flow, isExact: true },
  { to: '/exceptions', name: words.frame.exceptions, isExact: false },
  { to: '/orders', name: words.frame.orders, isExact: false },
  { to: '/find', name: words.frame.findPage, isExact: false },
  { to: '/plans', name: words.frame.plans, isExact: false },
  { to: '/connections', name: words.frame.connections, isExact: false },
] as const;

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
