import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { findBoxId } from '../frame/find.tsx';
import { keptSingleKeys } from '../frame/kept.ts';
import { useWarehouse } from '../frame/warehouse.ts';
import { meaningOfKey, type KeyMeaning, type Pressed } from './meaning.ts';
import { noBurst, scannedBy, withPress } from './scan.ts';

/** How long `g` waits for its second letter. */
const goWithinMilliseconds = 1_500;

/** Rows that `j` and `k` walk carry this attribute on the link that opens them. */
const rowLinks = 'a[data-row-link]';

type KeysProps = { readonly onHelp: () => void; readonly onPalette: () => void };

export function useKeys({ onHelp, onPalette }: KeysProps): void {
  const navigate = useNavigate();
  const { warehouse } = useWarehouse();
  const wentAt = useRef(Number.NEGATIVE_INFINITY);
  const burst = useRef(noBurst);
  useEffect(() => {
    function act(meaning: KeyMeaning): void {
      if (meaning === 'help') onHelp();
      if (meaning === 'palette') onPalette();
      if (meaning === 'flow') void navigate({ to: '/', search: { warehouse } });
      if (meaning === 'exceptions') void navigate({ to: '/exceptions', search: { warehouse } });
      if (meaning === 'orders') void navigate({ to: '/orders', search: { warehouse } });
      if (meaning === 'plans') void navigate({ to: '/plans' });
      if (meaning === 'connections') void navigate({ to: '/connections' });
      if (meaning === 'find') document.getElementById(findBoxId)?.focus();
      if (meaning === 'a' || meaning === 'h') pressControl(meaning);
      if (meaning === 'next-row') step(1);
      if (meaning === 'previous-row') step(-1);
      if (meaning === 'mark-row') markRow();
      if (meaning === 'leave-field' && document.activeElement instanceof HTMLElement) {
        document.activeElement.blur();
      }
    }
    /** What a scanner sends is looked for, wherever the focus is but in a field. */
    function scan(event: KeyboardEvent): boolean {
      if (isField(event.target)) return false;
      const one = { key: event.key, at: event.timeStamp };
      const scanned = scannedBy(burst.current, one);
      burst.current = scanned === null ? withPress(burst.current, one) : noBurst;
      if (scanned === null) return false;
      // Its Enter must not open the row that happens to have the focus.
      event.preventDefault();
      void navigate({ to: '/find', search: { q: scanned } });
      return true;
    }
    function press(event: KeyboardEvent): void {
      if (scan(event)) return;
      const meaning = meaningOfKey({
        key: event.key,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
        isCommand: event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey,
        isTyping: isField(event.target),
        isCovered: document.querySelector('[role="dialog"]') !== null,
        isAfterGo: event.timeStamp - wentAt.current < goWithinMilliseconds,
        areSingleKeysOn: keptSingleKeys.read() === 'on',
      });
      wentAt.current = meaning === 'go' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (meaning === 'nothing') return;
      event.preventDefault();
      act(meaning);
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [navigate, onHelp, onPalette, warehouse]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** Moves the focus along the rows; from outside of them, to the one that is open or the first. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(rowLinks)];
  const at = links.findIndex((link) => rowOf(link)?.contains(document.activeElement));
  const open = Math.max(0, links.findIndex((link) => link.hasAttribute('aria-current')));
  const wanted = at === -1 ? open : Math.min(Math.max(at + by, 0), links.length - 1);
  links[wanted]?.focus();
}

const rowOf = (element: Element | null) => element?.closest('tr, li, [role="row"]') ?? null;

/** The control of the page for a key; one that is off says why by itself. */
function pressControl(key: Pressed): void {
  document.querySelector<HTMLElement>(`[data-key="${key}"]`)?.click();
}

/** Marks the row that has the focus, or takes its mark off. */
function markRow(): void {
  rowOf(document.activeElement)?.querySelector<HTMLInputElement>('input[data-mark]')?.click();
}
