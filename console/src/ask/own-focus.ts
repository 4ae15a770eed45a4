import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Whoever opened a form goes on in its first field, and is back where they were when it goes. */
export function useOwnFocus(takesFocus = true): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    const own = form.current;
    if (own === null || !takesFocus) return;
    const before = document.activeElement;
    own.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => {
      if (own.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, [takesFocus]);
  return form;
}

/** What is wrong is drawn next; it is mended where the focus then is. */
export function focusWrong(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
