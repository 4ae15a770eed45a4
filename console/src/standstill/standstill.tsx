/** What stands wrong with a whole connection: one line for all the orders that wait for it. */
import { Link } from '@tanstack/react-router';
import type { Flow } from '../api/client.ts';
import { OrdersLink } from '../frame/list-link.tsx';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { Clock } from '../time/when.tsx';
import { words } from '../words/words.ts';
import './standstill.css';

type Trouble = Flow['troubles'][number];

const said = words.standstill;

type StandstillProps = {
  readonly troubles: Flow['troubles'];
  readonly zone: string;
};

export function Standstill({ troubles, zone }: StandstillProps) {
  if (troubles.length === 0) return null;
  return (
    <section className="standstill" aria-labelledby="standstill">
      <h2 id="standstill">{said.title}</h2>
      <ul>
        {troubles.map((trouble) => (
          <li key={JSON.stringify([trouble.connection, trouble.is, trouble.what])}
            data-is={trouble.is}
          >
            <Link
              className="standstill-what" to="/connections" hash={cardOf(trouble.connection)}
            >
              <What trouble={trouble} zone={zone} />
            </Link>
            <Waiting waiting={trouble.waiting} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where the card of a connection stands on its page. */
export const cardOf = (connection: string): string => `connection-${connection}`;

function What({ trouble, zone }: { trouble: Trouble; zone: string }) {
  const now = useNow();
  const { is, since, until, by, why } = trouble;
  const who = said.parties[trouble.party ?? 'none'](trouble.connection);
  const within = said.within[trouble.party ?? 'none'](trouble.connection);
  const length = since === null ? words.none : durationInWords(now - Date.parse(since));
  switch (is) {
    case 'silent':
      return said.silent(who, length);
    case 'not-let-in':
      return said.notLetIn(who, length);
    case 'tripped':
      return said.tripped(within, length, [
        ...(trouble.what.length === 0 ? [] : [pausedInWords(trouble.what)]),
        ...trouble.feeds.map(said.reading),
      ].join(', '), why ?? words.none);
    case 'feed-behind':
      return said.behind(who, trouble.feeds.join(', '), length);
    case 'limit-used-up':
      return (
        <>{said.usedUp(within)} {until === null ? null : (
          <Clock at={until} zone={zone} toTheSecond />
        )}</>
      );
    case 'paused':
      return (
        <>
          {said.paused(by ?? words.none, pausedInWords(trouble.what), within)}{' '}
          {until === null ? words.connections.untilResumed : (
            <>{words.connections.until} <Clock at={until} zone={zone} /></>
          )}{why === null ? null : said.because(why)}
        </>
      );
    default:
      return is satisfies never;
  }
}

const pausedInWords = (what: Trouble['what']): string =>
  what.map((one) => words.connections.pausables[one]).join(', ');

/** Each number with its list; of what nothing waits for, only that it is nothing. */
function Waiting({ waiting }: Pick<Trouble, 'waiting'>) {
  const some = waiting.filter(({ orders }) => orders > 0);
  if (some.length === 0) return <span className="quiet">{said.noneWaits}</span>;
  return some.map(({ what, orders, list }) => (
    <OrdersLink key={JSON.stringify(list)} list={list} className="standstill-orders">
      {said.waiting[what](orders)}
    </OrdersLink>
  ));
}
