/** When the next look at any list of the other side is due: the first of those in the table. */
import type { ConnectionView } from '../api/client.ts';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { areLooksPaused, nextLook } from './closed.ts';
import { Fact } from './fact.tsx';

const said = words.connections;

export function NextLook({ view }: { view: ConnectionView }) {
  const now = useNow();
  const next = nextLook(view);
  if (next === null) return null;
  if (areLooksPaused(view)) return <Fact name={said.feedHeads.next}>{said.feedPaused}</Fact>;
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
