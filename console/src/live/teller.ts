/** Gathers what changes by itself, so that a screen reader is told of it now and then. */
import { atMostEvery } from './at-most-every.ts';

export type Teller = {
  /** What is so under this name now; null when it is on the page no more. */
  readonly say: (name: string, text: string | null) => void;
  readonly stop: () => void;
};

export function makeTeller(milliseconds: number, tell: (text: string) => void): Teller {
  const now = new Map<string, string>();
  const told = new Map<string, string>();
  const seldom = atMostEvery(milliseconds, () => {
    const fresh = [...now].filter(([name, text]) => told.get(name) !== text);
    for (const [name, text] of fresh) told.set(name, text);
    if (fresh.length > 0) tell(fresh.map(([, text]) => text).join('. '));
  });
  return {
    say: (name, text) => {
      if (text === null) {
        now.delete(name);
        told.delete(name);
        return;
      }
      now.set(name, text);
      if (told.get(name) !== text) seldom.ask();
    },
    stop: seldom.stop,
  };
}
