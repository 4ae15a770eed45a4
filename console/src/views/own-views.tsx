/** One's own named views of a page, those of the team, and what may be made of the present one. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { teamViewsQuestion } from '../api/team-views.ts';
import { stringifySearch } from '../frame/address.ts';
import { words } from '../words/words.ts';
import { keepHome, useHome } from './home.ts';
import { keepViews, useViews, withoutView, type ViewPage } from './kept-views.ts';
import { NameView } from './name-view.tsx';
import { TeamHands } from './team-hands.tsx';
import { ViewLink } from './view-link.tsx';
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
  const team = useQuery(teamViewsQuestion).data?.items.filter((one) => one.page === page) ?? [];
  const own = all.filter((one) => one.page === page);
  const [isNaming, setNaming] = useState(false);
  const shown = own.find((one) => one.search === search);
  const shownOfTeam = team.find((one) => one.search === search);
  if (own.length === 0 && team.length === 0 && search === '') return null;
  return (
    <div className="own-views stack">
      <div className="row">
        <Names title={said.team} views={team} search={search} />
        <Names title={said.title} views={own} search={search} />
        {search === '' || (shown !== undefined && shownOfTeam !== undefined) ? null : (
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
        {search === '' ? null : <HomeButton page={page} search={search} />}
      </div>
      {shownOfTeam === undefined ? null : (
        <TeamHands key={shownOfTeam.id} view={shownOfTeam} />
      )}
      {isNaming ? (
        <NameView page={page} search={search} team={team} onDone={() => setNaming(false)} />
      ) : null}
    </div>
  );
}

type Named = {
  readonly page: ViewPage; readonly name: string; readonly search: string;
};
type NamesProps = {
  readonly title: string; readonly views: readonly Named[]; readonly search: string;
};

function Names({ title, views, search }: NamesProps) {
  if (views.length === 0) return null;
  return (
    <nav className="views" aria-label={title}>
      {views.map((view) => (
        <ViewLink
          key={view.name} view={view} isShown={view.search === search} className="view"
        >
          {view.name}
        </ViewLink>
      ))}
    </nav>
  );
}

function HomeButton({ page, search }: Pick<Named, 'page' | 'search'>) {
  const home = useHome();
  const isHome = home?.page === page && home.search === search;
  return (
    <Button
      variant="default" size="compact-sm"
      onClick={() => keepHome(isHome ? null : { page, search })}
    >
      {isHome ? said.noHome : said.makeHome}
    </Button>
  );
}
