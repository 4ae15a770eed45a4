import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { ConnectionView } from '../api/client.ts';
import { Table, type Column } from '../table/table.tsx';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { areLooksPaused, dueAt } from './closed.ts';
import { Fold } from './fold.tsx';

type Feed = ConnectionView['feeds'][number];
const { connections: said } = words;
const heads = said.feedHeads;
const route = getRouteApi('/framed/connections');

/** With the way to a policy; fetched when somebody unfolds it. */
const Looks = lazy(() => import('./looks.tsx'));

const time = (at: string | null) =>
  at === null ? words.none : <LocalClock at={at} toTheSecond />;

const columnsOf = (view: ConnectionView): readonly Column<Feed>[] => [
  { key: 'feed', head: heads.feed, cell: ({ feed }) => <strong>{feed}</strong> },
  { key: 'looked', head: heads.looked, cell: ({ lookedAt }) => time(lookedAt) },
  { key: 'next', head: heads.next, cell: (feed) => (
    <Next feed={feed} view={view} />
  ) },
  { key: 'news', head: heads.news, cell: ({ newsAt }) => time(newsAt) },
  { key: 'hooks', head: heads.hooks, cell: ({ hooks }) =>
    hooks === null ? words.none : said.hookStates[hooks.state] },
  { key: 'why', head: heads.why, kind: 'wide', cell: ({ sentence }) => sentence },
];

/** What is read from the other side, when again, and why so often. */
export function Feeds({ view }: { view: ConnectionView }) {
  return (
    <>
      <Table
        caption={said.feeds(view.name)} className="feeds" columns={columnsOf(view)}
        rows={view.feeds} keyOf={({ feed }) => feed}
      />
      {view.polling === null ? null : <HowOften view={view} polling={view.polling} />}
    </>
  );
}

type HowOftenProps = {
  readonly view: ConnectionView;
  readonly polling: NonNullable<ConnectionView['polling']>;
};

function HowOften({ view, polling }: HowOftenProps) {
  const isOpen = route.useSearch().looks === view.name;
  const navigate = route.useNavigate();
  return (
    <Fold
      title={said.lookBounds.title} isOpen={isOpen}
      onOpen={(open) => void navigate({
        search: (before) => ({ ...before, looks: open ? view.name : undefined }), replace: true,
        resetScroll: false,
      })}
    >
      <Suspense fallback={<p className="quiet">{said.moreLooking}</p>}>
        <Looks view={view} polling={polling} />
      </Suspense>
    </Fold>
  );
}

function Next({ feed, view }: { feed: Feed; view: ConnectionView }) {
  const now = useNow();
  const left = dueAt(feed, view.budget?.closedUntil ?? null) - now;
  if (areLooksPaused(view)) return said.feedPaused;
  return left <= 0 ? said.feedNow : said.feedIn(durationInWords(left));
}
