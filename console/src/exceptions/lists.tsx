import { Link } from '@tanstack/react-router';
import { causeLists, type CauseCounts } from '../api/causes.ts';
import type { ExceptionsSearch } from '../frame/address.ts';
import { numeral } from '../words/counted.ts';
import { words } from '../words/words.ts';

const said = words.exceptions;

type ListsProps = {
  readonly search: ExceptionsSearch;
  readonly counts: CauseCounts | undefined;
};

/** Whose causes: each with how many there are, within the filters that stand beside. */
export function Lists({ search, counts }: ListsProps) {
  const { list = 'all' } = search;
  return (
    <nav className="views cause-lists" aria-label={said.listsTitle}>
      {causeLists.map((name) => (
        <Link
          key={name} to="/exceptions" className="view"
          search={{
            ...search, list: name === 'all' ? undefined : name, cause: undefined, plan: undefined,
            run: undefined, work: undefined, exception: undefined,
          }}
          {...(name === list ? { 'aria-current': 'page', 'data-current': '' } : {})}
        >
          {said.lists[name]}{' '}
          <span className="number">{counts === undefined ? '' : numeral(counts[name].causes)}</span>
        </Link>
      ))}
    </nav>
  );
}
