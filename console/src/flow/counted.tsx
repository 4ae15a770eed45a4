import type { Flow } from '../api/client.ts';
import { keptZone, useKept } from '../frame/kept.ts';
import { useLineState } from '../live/provider.tsx';
import { clockTimeToTheSecond } from '../time/clock.ts';
import { useNow } from '../time/use-now.ts';
import { zoneFor } from '../time/when.tsx';
import { words } from '../words/words.ts';

type CountedProps = {
  readonly flow: Pick<Flow, 'at' | 'timeZone'>;
  readonly hasFailed: boolean;
};

/** From when the numbers are: said plainly, and as a warning once nobody tells us of changes. */
export function Counted({ flow, hasFailed }: CountedProps) {
  const now = useNow();
  const zone = zoneFor(useKept(keptZone), flow.timeZone);
  const isOld = useLineState() === 'off' || hasFailed;
  const time = clockTimeToTheSecond(flow.at, zone, now);
  return (
    <p className={isOld ? 'problem-text' : 'quiet'}>
      {isOld ? words.flow.old(time) : words.flow.as(time)}
    </p>
  );
}
