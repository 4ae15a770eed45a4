import { useSyncExternalStore } from 'react';
import { serverNow, whenClockIsSet } from './server-clock.ts';

/** Durations are told in minutes; a step of 15 s is never more than a minute's word behind. */
const stepMilliseconds = 15_000;

let now = serverNow();
let stepping: ReturnType<typeof setInterval> | null = null;
const subscribers = new Set<() => void>();

function step(): void {
  now = serverNow();
  for (const tell of subscribers) tell();
}

whenClockIsSet(step);

function subscribe(tell: () => void): () => void {
  subscribers.add(tell);
  stepping ??= setInterval(step, stepMilliseconds);
  return () => {
    subscribers.delete(tell);
    if (subscribers.size > 0 || stepping === null) return;
    clearInterval(stepping);
    stepping = null;
  };
}

/** Moves the clock on at once: an answer came, and "under 1 min" beside it must be about it. */
export const stepNow = step;

/** The server's time, moving on a step at a time so that pages do not flicker. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
