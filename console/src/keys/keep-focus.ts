/** What the hand on the keys must not lose: where it was, and what stands in the box under it. */
import { useEffect, useRef, type RefObject } from 'react';

/**
 * A button is off while it waits for its answer, and the browser takes the focus from what is off.
 * It has it back when it may be pressed again; is it gone by then, the pane has it in which it
 * stood. Never where the reader has gone on meanwhile.
 */
export function useFocusGivenBack(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    let pane: HTMLElement | null = null;
    let isWaiting = false;
    const keep = ({ target }: FocusEvent) => {
      last = target instanceof HTMLElement ? target : null;
      pane = last?.closest<HTMLElement>('[role="region"][tabindex="-1"]') ?? null;
      isWaiting = false;
    };
    const watch = new MutationObserver(() => {
      if (last === null) return;
      const isOff = last.matches(':disabled');
      if (last.isConnected && isOff) isWaiting = true;
      if (!isWaiting || (last.isConnected && isOff)) return;
      isWaiting = false;
      if (document.activeElement !== document.body) return;
      (last.isConnected ? last : pane)?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', keep);
    watch.observe(document.body, {
      subtree: true, childList: true, attributeFilter: ['disabled'],
    });
    return () => {
      document.removeEventListener('focusin', keep);
      watch.disconnect();
    };
  }, []);
}

/** For a box that shows what the address says: it follows the address and keeps the focus. */
export function useFollowed(value: string): RefObject<HTMLInputElement | null> {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.value = value;
  }, [value]);
  return box;
}
