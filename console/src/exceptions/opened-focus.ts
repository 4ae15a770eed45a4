import { useEffect, useRef, type RefObject } from 'react';
import type { ExceptionsSearch } from '../frame/address.ts';

/**
 * Whoever opens something goes on in it: what they pressed may be gone with the pane before. Closed
 * again, they are back at the row that they came from.
 */
export function useOpenedFocus(
  { cause, exception, plan, run, work }: ExceptionsSearch,
): RefObject<HTMLDivElement | null> {
  const side = useRef<HTMLDivElement>(null);
  const opened = [plan, run, work, exception, cause].find((one) => one !== undefined) ?? null;
  const before = useRef({ opened, cause });
  useEffect(() => {
    const last = before.current;
    before.current = { opened, cause: cause ?? last.cause };
    if (last.opened === opened) return;
    if (opened !== null) {
      side.current?.focus({ preventScroll: true });
      return;
    }
    const { activeElement } = document;
    const isLost = activeElement === document.body
      || side.current?.contains(activeElement) === true;
    if (isLost) rowOf(last.cause)?.focus();
  }, [opened, cause]);
  return side;
}

const rowOf = (cause: string | undefined): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLAnchorElement>('a[data-row-link]')]
    .find(({ search }) => cause !== undefined && search.includes(`cause=${cause}`));
