/**
 * Numbers that change by themselves. Eyes see each change at once; a screen reader is told in one
 * place for the whole page, at most every 10 s, else it would talk without a pause.
 */
import { createContext, useContext, useEffect, useId, useState, type ReactNode } from 'react';
import { makeTeller, type Teller } from './teller.ts';

const everyMilliseconds = 10_000;

const TellerContext = createContext<Teller | null>(null);

export function LiveCounts({ children }: { children: ReactNode }) {
  const [told, setTold] = useState('');
  const [teller] = useState(() => makeTeller(everyMilliseconds, setTold));
  useEffect(() => teller.stop, [teller]);
  return (
    <TellerContext value={teller}>
      {children}
      <div className="hidden" role="status">{told}</div>
    </TellerContext>
  );
}

/** Empty while there is no number yet. */
export function LiveCount({ text }: { text: string }) {
  const teller = useContext(TellerContext);
  const name = useId();
  useEffect(() => {
    if (text !== '') teller?.say(name, text);
  }, [teller, name, text]);
  useEffect(() => () => teller?.say(name, null), [teller, name]);
  return <span className="live-count">{text}</span>;
}
