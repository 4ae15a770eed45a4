/** One's own named views of a page, and the form that names the present one. */
import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Ask } from '../ask/ask.tsx';
import {
  exceptionsSearch, ordersSearch, parseSearch, stringifySearch,
} from '../frame/address.ts';
import { words } from '../words/words.ts';
import {
  keepViews, useViews, withoutView, withView, type KeptView, type ViewPage,
} from './kept-views.ts';
import './views.css';

const said = words.views;

type OwnViewsProps = {
  readonly page: ViewPage;
  /** What is shown now. */
  readonly shows: Readonly<Record<string, unknown>>;
};

export function OwnViews({ page, shows }: OwnViewsProps) {
  // The same view, in whichever order its filters were set.
  const search = stringifySearch(Object.fromEntries(
    Object.entries(shows).toSorted(([one], [other]) => (one < other ? -1 : 1))));
  const all = useViews();
  const own = all.filter((one) => one.page === page);
  const [isNaming, setNaming] = useState(false);
  const [isEmpty, setEmpty] = useState(false);
  const shown = own.find((one) => one.search === search);
  if (own.length === 0 && search === '') return null;
  return (
    <div className="own-views stack">
      <div className="row">
        {own.length === 0 ? null : (
          <nav className="views" aria-label={said.title}>
            {own.map((view) => (
              <ViewLink key={view.name} view={view} isShown={view.search === search} />
            ))}
          </nav>
        )}
        {search === '' || shown !== undefined ? null : (
          <Button
            variant="default" size="compact-sm" aria-expanded={isNaming}
            onClick={() => setNaming(!isNaming)}
          >
            {said.keep}
          </Button>
        )}
        {shown === undefined ? null : (
          <Button
            variant="default" size="compact-sm"
            onClick={() => keepViews(withoutView(all, shown))}
          >
            {said.forget(shown.name)}
          </Button>
        )}
      </div>
      {isNaming ? (
        <Ask
          title={said.keep} button={said.keepNow} isBusy={false} onBack={() => setNaming(false)}
          onSay={(filled) => {
            const name = filled('name').slice(0, 40);
            setEmpty(name === '');
            if (name === '') return;
            keepViews(withView(all, { page, name, search }));
            setNaming(false);
          }}
        >
          <p className="asked-means">{said.where}</p>
          <TextInput
            name="name" label={said.name} autoComplete="off" maxLength={40}
            error={isEmpty ? said.nameEmpty : null}
          />
        </Ask>
      ) : null}
    </div>
  );
}

function ViewLink({ view, isShown }: { readonly view: KeptView; readonly isShown: boolean }) {
  const current = isShown ? { 'aria-current': 'page', 'data-current': '' } as const : {};
  const search = parseSearch(view.search);
  return view.page === '/orders' ? (
    <Link to="/orders" search={ordersSearch(search)} className="view" {...current}>
      {view.name}
    </Link>
  ) : (
    <Link to="/exceptions" search={exceptionsSearch(search)} className="view" {...current}>
      {view.name}
    </Link>
  );
}
