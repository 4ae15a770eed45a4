/** Links to pages of this console that come as plain addresses. */
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { ownPath } from '../frame/address.ts';

/** Whether the browser would open it here, and not in another tab or as a download. */
const isPlain = (event: MouseEvent): boolean => event.button === 0 && !event.defaultPrevented
  && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** Goes to a page of this console without loading the console anew. */
export function useFollow(): (event: MouseEvent<HTMLElement>) => void {
  const { history } = useRouter();
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const address = link?.getAttribute('href') ?? null;
    // What stands on the same page, and what the server itself shows, is the browser's to open.
    if (address === null || ownPath(address) === null || !isPlain(event)) return;
    if (address.startsWith('/docs/api')) return;
    event.preventDefault();
    history.push(address);
  };
}

/** A link to an address that the engine gave; one elsewhere stays a plain link. */
export function HandbookLink({ address, children }: { address: string; children: ReactNode }) {
  const follow = useFollow();
  return <a className="row-link" href={address} onClick={follow}>{children}</a>;
}
