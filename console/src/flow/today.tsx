import type { ReactNode } from 'react';
import type { Flow } from '../api/client.ts';
import type { ListQuery } from '../charts/list-link.tsx';
import { OrdersLink } from '../frame/list-link.tsx';
import { Unlisted } from '../frame/unlisted.tsx';
import { clockTime } from '../time/clock.ts';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { numeral } from '../words/counted.ts';
import { words } from '../words/words.ts';

type Fact = { readonly name: string; readonly value: ReactNode; readonly means?: string };

/** What is done since the day began. */
export function Today({ today, zone }: { today: Flow['today']; zone: string }) {
  const { flow } = words;
  const { confirmed, rightFirstTime, medianMilliseconds } = today;
  const facts: readonly Fact[] = [
    {
      name: flow.confirmed, value: <Count count={confirmed} list={today.confirmedList} />,
      means: words.flow.paceMeans,
    },
    {
      name: flow.channelTold,
      value: <Count count={today.channelTold} list={today.channelToldList} />,
    },
    {
      name: flow.rightFirstTime, means: flow.rightFirstTimeMeans,
      value: confirmed === 0 ? words.none : (
        <>
          <Unlisted why="worked-out">{flow.percent(rightFirstTime / confirmed)}</Unlisted>
          {rightFirstTime === confirmed ? null : (
            <>
              {' '}
              <OrdersLink list={today.notRightList} className="count today-not">
                {flow.notRight(confirmed - rightFirstTime)}
              </OrdersLink>
            </>
          )}
        </>
      ),
    },
    {
      name: flow.median,
      value: medianMilliseconds === null ? words.none : durationInWords(medianMilliseconds),
    },
  ];
  return (
    <section className="panel today" aria-labelledby="today">
      <h2 id="today">
        {flow.todayTitle}{' '}
        <small className="quiet">{flow.since(clockTime(today.since, zone, useNow()))}</small>
      </h2>
      <dl>
        {facts.map(({ name, value, means }) => (
          <div key={name} title={means}><dt>{name}</dt><dd>{value}</dd></div>
        ))}
      </dl>
    </section>
  );
}

function Count({ count, list }: { readonly count: number; readonly list: ListQuery }) {
  return count === 0 ? numeral(0)
    : <OrdersLink list={list} className="count">{numeral(count)}</OrdersLink>;
}
