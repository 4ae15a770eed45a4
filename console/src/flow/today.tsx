import type { Flow } from '../api/client.ts';
import { clockTime } from '../time/clock.ts';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { numeral } from '../words/counted.ts';
import { words } from '../words/words.ts';

/** What is done since the day began. */
export function Today({ today, zone }: { today: Flow['today']; zone: string }) {
  const { flow } = words;
  const { confirmed, rightFirstTime, medianMilliseconds } = today;
  const facts = [
    [flow.confirmed, numeral(confirmed), words.flow.paceMeans],
    [flow.channelTold, numeral(today.channelTold), undefined],
    [flow.rightFirstTime, confirmed === 0 ? words.none : flow.percent(rightFirstTime / confirmed),
      flow.rightFirstTimeMeans],
    [flow.median, medianMilliseconds === null ? words.none : durationInWords(medianMilliseconds),
      undefined],
  ] as const;
  return (
    <section className="panel today" aria-labelledby="today">
      <h2 id="today">
        {flow.todayTitle}{' '}
        <small className="quiet">{flow.since(clockTime(today.since, zone, useNow()))}</small>
      </h2>
      <dl>
        {facts.map(([name, value, means]) => (
          <div key={name} title={means}><dt>{name}</dt><dd>{value}</dd></div>
        ))}
      </dl>
    </section>
  );
}
