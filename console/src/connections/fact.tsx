/** One thing that a card says of its connection, under its name. */
import type { ReactNode } from 'react';
import { Clock, HowLong } from '../time/when.tsx';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** "9 s ago" needs no seconds here: what is fresh is "under 1 min ago". */
export function Ago({ at, toTheSecond = true }: { at: string; toTheSecond?: boolean }) {
  const zone = useZone();
  return (
    <>
      <Clock at={at} zone={zone} toTheSecond={toTheSecond} />{' '}
      <span className="quiet">
        (<HowLong since={at} zone={zone} /> {words.connections.ago})
      </span>
    </>
  );
}
