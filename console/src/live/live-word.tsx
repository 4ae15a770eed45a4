import { lastAnswerFromServer } from '../time/server-clock.ts';
import { clockTimeToTheSecond, fullTime } from '../time/clock.ts';
import { useNow } from '../time/use-now.ts';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { useLineState } from './provider.tsx';

/** Whether this page is told of changes, and when it last heard anything. */
export function LiveWord() {
  const line = useLineState();
  const now = useNow();
  const told = tell(line, now, useZone());
  return (
    <span className="live" data-line={line} role="status" title={told.title}>
      <span className="live-text" data-longest={words.frame.connecting}>{told.text}</span>
    </span>
  );
}

function tell(line: ReturnType<typeof useLineState>, now: number, zone: string) {
  const { frame } = words;
  if (line === 'connecting') return { text: frame.connecting, title: frame.connectingTitle };
  const last = lastAnswerFromServer();
  if (last === null) return { text: frame.liveOffNever, title: frame.liveOffNever };
  const full = fullTime(last, zone);
  return line === 'live'
    ? { text: frame.live, title: frame.liveTitle(full) }
    : {
        text: frame.liveOff(clockTimeToTheSecond(last, zone, now)),
        title: frame.liveOffTitle(full),
      };
}
