import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { findBoxId } from '../frame/find.tsx';
import { keptSingleKeys } from '../frame/kept.ts';
import { meaningOfKey, type KeyMeaning } from './meaning.ts';

/** How long `g` waits for its second letter. */
const goWithinMilliseconds = 1_500;

/** Rows that `j` and `k` walk carry this attribute on the link that opens them. */
const rowLinks = 'a[data-row-link]';

export function useKeys({ onHelp }: { onHelp: () => void }): void {
  const navigate = useNavigate();
  const wentAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    function act(meaning: KeyMeaning): void {
      if (meaning === 'help') onHelp();
      if (meaning === 'orders') void navigate({ to: '/' });
      if (meaning === 'find') document.getElementById(findBoxId)?.focus();
      if (meaning === 'next-row') step(1);
      if (meaning === 'previous-row') step(-1);
      if (meaning === 'leave-field' && document.activeElement instanceof HTMLElement) {
        document.activeElement.blur();
      }
    }
    function press(event: KeyboardEvent): void {
      const meaning = meaningOfKey({
        key: event.key,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
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
  }, [navigate, onHelp]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** Moves the focus along the rows; from outside of them, to the first. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(rowLinks)];
  const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
  const wanted = at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1);
  links[wanted]?.focus();
}
