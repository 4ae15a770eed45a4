import type { Flow } from '../api/client.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { clockTime } from '../time/clock.ts';
import { durationInWords } from '../time/durations.ts';
import { words } from '../words/words.ts';

const hour = 3_600_000;

type PaceProps = {
  readonly flow: Pick<Flow, 'at' | 'hours' | 'marks' | 'paceLimitMilliseconds'>;
  readonly zone: string;
};

/** How long orders took from ready to confirmed, hour by hour, and what happened meanwhile. */
export function Pace({ flow, zone }: PaceProps) {
  const to = Date.parse(flow.at);
  const from = to - 24 * hour;
  const when = (at: string | number) => clockTime(at, zone, to);
  /** One that was over within its minute is an instant to a reader. */
  const spanOf = (at: string, until: string | null) =>
    until === null || when(until) === when(at)
      ? when(at) : words.charts.span(when(at), when(until));
  return (
    <section className="panel stack" aria-labelledby="pace">
      <h2 id="pace">{words.flow.paceTitle}</h2>
      {flow.hours.length === 0 ? <p className="quiet">{words.flow.noPace}</p> : (
        <Sparkline
          title={words.flow.paceTitle} from={from} to={to} step={hour} fromWhen={when(from)}
          inWords={durationInWords} limit={flow.paceLimitMilliseconds}
          points={flow.hours.map((one) => ({
            // In the middle of its hour, as it stands for the whole of it.
            at: Date.parse(one.from) + hour / 2, when: when(one.from), count: one.count,
            median: one.medianMilliseconds, slowest: one.slowest5Milliseconds,
          }))}
          marks={flow.marks.map((mark) => ({
            at: Date.parse(mark.at), when: spanOf(mark.at, mark.until), text: mark.sentence,
            until: mark.until === null ? null : Date.parse(mark.until),
          }))}
        />
      )}
      <p className="quiet">
        {words.flow.paceMeans}
        {flow.hours.length > 0 && flow.paceLimitMilliseconds === null
          ? ` ${words.flow.paceLimitsDiffer}` : null}
      </p>
    </section>
  );
}
