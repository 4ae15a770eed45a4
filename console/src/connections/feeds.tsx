import type { ConnectionView } from '../api/client.ts';
import { Table, type Column } from '../table/table.tsx';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';

type Feed = ConnectionView['feeds'][number];
const { connections: said } = words;
const heads = said.feedHeads;

const time = (at: string | null) =>
  at === null ? words.none : <LocalClock at={at} toTheSecond />;

const columns: readonly Column<Feed>[] = [
  { key: 'feed', head: heads.feed, cell: ({ feed }) => <strong>{feed}</strong> },
  { key: 'looked', head: heads.looked, cell: ({ lookedAt }) => time(lookedAt) },
  { key: 'next', head: heads.next, cell: (feed) => <Next feed={feed} /> },
  { key: 'news', head: heads.news, cell: ({ newsAt }) => time(newsAt) },
  { key: 'hooks', head: heads.hooks, cell: ({ hooks }) =>
    hooks === null ? words.none : said.hookStates[hooks.state] },
  { key: 'why', head: heads.why, kind: 'wide', cell: ({ sentence }) => sentence },
];

/** What is read from the other side, when again, and why so often. */
export function Feeds({ view }: { view: ConnectionView }) {
  return (
    <Table
      caption={said.feeds(view.name)} className="feeds" columns={columns} rows={view.feeds}
      keyOf={({ feed }) => feed}
    />
  );
}

function Next({ feed }: { feed: Feed }) {
  const now = useNow();
  if (feed.lookedAt === null) return said.feedNow;
  const left = Date.parse(feed.lookedAt) + feed.everyMilliseconds - now;
  return left <= 0 ? said.feedNow : said.feedIn(durationInWords(left));
}
