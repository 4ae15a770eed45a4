import { useEffect } from 'react';
import { words } from '../words/en-gb.ts';

/** Names the browser's tab after the page. */
export function useTitle(page: string): void {
  useEffect(() => {
    document.title = words.title(page);
  }, [page]);
}
