/**
 * Nothing jumps under the hand: while pointer or focus is inside, the page keeps showing what it
 * showed, and says that something changed. Leaving, or asking for it, shows the new state.
 */
import { useState, type FocusEvent } from 'react';

export type Calm<Value> = {
  readonly shown: Value;
  /** Newer data is here and not shown. */
  readonly isBehind: boolean;
  readonly show: () => void;
  readonly area: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
};

/** `subject` says what the value is about; another one (next page, other order) shows at once. */
export function useCalm<Value>(fresh: Value, subject: string): Calm<Value> {
  const [kept, setKept] = useState({ subject, value: fresh });
  const [hasPointer, setPointer] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const isHeld = (hasPointer || hasFocus) && kept.subject === subject;
  if (!isHeld && (kept.value !== fresh || kept.subject !== subject)) {
    setKept({ subject, value: fresh });
  }
  const shown = isHeld ? kept.value : fresh;
  return {
    shown,
    isBehind: shown !== fresh,
    show: () => setKept({ subject, value: fresh }),
    area: {
      onPointerEnter: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      onFocus: () => setFocus(true),
      onBlur: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocus(false);
      },
    },
  };
}
