/**
 * Wakes what waits. A ring is a hint to look sooner; a missed one costs time, never correctness,
 * because every wait also ends by itself.
 */
export type Bell = {
  /** Ends the waits on this name, or makes the next one end at once. */
  ring(name: string): void;
  /** Waits for a ring or for the time, whichever comes first. */
  wait(name: string, milliseconds: number): Promise<void>;
  /** Rings everything, now and for ever: the program is stopping. */
  toll(): void;
};

/** Calls back once after so many milliseconds of wire time; answers a function that forbids it. */
export type After = (milliseconds: number, go: () => void) => () => void;

export const hangBell = (after: After): Bell => {
  const waiting = new Map<string, Set<() => void>>();
  const rung = new Set<string>();
  let isTolled = false;
  return {
    ring(name) {
      const waiters = waiting.get(name);
      if (waiters === undefined || waiters.size === 0) {
        rung.add(name);
        return;
      }
      for (const go of waiters) go();
    },
    wait(name, milliseconds) {
      if (isTolled || rung.delete(name)) return Promise.resolve();
      return new Promise((resolve) => {
        const waiters = waiting.get(name) ?? new Set();
        waiting.set(name, waiters);
        const go = (): void => {
          forbid();
          waiters.delete(go);
          resolve();
        };
        const forbid = after(Math.max(0, Math.min(milliseconds, 60_000)), go);
        waiters.add(go);
      });
    },
    toll() {
      isTolled = true;
      for (const waiters of waiting.values()) for (const go of waiters) go();
    },
  };
};
