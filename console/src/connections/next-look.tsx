/** When the next look at any list of the other side is due: the first of those in the table. */
import type { ConnectionView } from '../api/client.ts';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { Fact } from './fact.tsx';

const said = words.connections;

export function NextLook({ feeds }: Pick<ConnectionView, 'feeds'>) {
  const now = useNow();
  const next = nextLook(feeds);
  if (next === null) return null;
  return (
    <Fact name={said.feedHeads.next}>
      {next.at <= now ? said.feedNow : (
        <>
          <LocalClock at={new Date(next.at).toISOString()} toTheSecond />{' '}
          <span className="quiet">({said.feedIn(durationInWords(next.at - now))})</span>
        </>
      )}, {said.readsNext(next.feed)}
    </Fact>
  );
}

/** The first that is due; one that was never looked at is due at once. Null: nothing is read. */
export function nextLook(feeds: ConnectionView['feeds']): { feed: string; at: number } | null {
  const due = feeds.map((one) => ({ feed: one.feed, at: dueAt(one) }));
  return due.toSorted((one, other) => one.at - other.at)[0] ?? null;
}

type Looked = Pick<ConnectionView['feeds'][number], 'lookedAt' | 'everyMilliseconds'>;

/** In milliseconds since 1970. */
export const dueAt = ({ lookedAt, everyMilliseconds }: Looked): number =>
  lookedAt === null ? 0 : Date.parse(lookedAt) + everyMilliseconds;
