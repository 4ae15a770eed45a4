import { useEffect } from 'react';
import { words } from '../words/words.ts';

/** Names the browser's tab after the page. */
export function useTitle(page: string): void {
  useEffect(() => {
    document.title = words.title(page);
  }, [page]);
}
