/** What this browser keeps for its reader: time zone, single keys. Never data of orders. */
import { useSyncExternalStore } from 'react';

export type Kept<Value extends string> = {
  readonly read: () => Value;
  readonly write: (value: Value) => void;
  readonly subscribe: (tell: () => void) => () => void;
};

/** One remembered choice; the first of `choices` is the default. */
const kept = <const Value extends string>(name: string, ...choices: [Value, ...Value[]]) =>
  keptAs<Value>(name, (text) => choices.find((choice) => choice === text) ?? choices[0]);

/** Remembered text, as `read` understands it; null where nothing was kept yet. */
export function keptAs<Value extends string>(name: string, read: (text: string | null) => Value) {
  const key = `gatepass.${name}`;
  const subscribers = new Set<() => void>();
  let current = read(fromStorage(key));
  return {
    read: () => current,
    write: (value: Value) => {
      current = value;
      toStorage(key, value);
      for (const tell of subscribers) tell();
    },
    subscribe: (tell: () => void) => {
      subscribers.add(tell);
      return () => subscribers.delete(tell);
    },
  } satisfies Kept<Value>;
}

export const keptZone = kept('zone', 'warehouse', 'mine', 'utc');
/** The name of a warehouse; empty for all of them. */
export const keptWarehouse = keptAs<string>('warehouse', (text) => text ?? '');
export const keptSingleKeys = kept('single-keys', 'on', 'off');
/** `auto`: as the browser speaks. `en-XA` is offered nowhere; tests set it. */
export const keptLanguage = kept('language', 'auto', 'en-GB', 'en-US', 'en-XA');
export const keptGuide = kept('guide', 'shown', 'hidden');
export const keptGuideStep = kept(
  'guide-step', 'open', 'read', 'preview', 'apply', 'going', 'over',
);
/** The cause that the guide is about; empty until one is opened. */
export const keptGuideCause = keptAs<string>('guide-cause', (text) => text ?? '');

/** In which English customers are answered from this desk. */
export const keptReplyLanguage = kept('reply-language', 'en-GB', 'en-US');

export type ZoneChoice = ReturnType<typeof keptZone.read>;

export function useKept<Value extends string>(choice: Kept<Value>): Value {
  return useSyncExternalStore(choice.subscribe, choice.read);
}

function fromStorage(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is forbidden here: the choice then lasts as long as the page.
    return null;
  }
}

function toStorage(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Kept for this page only; the reader sees the choice working all the same.
    return;
  }
}
