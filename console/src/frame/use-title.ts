import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { causeCountsQuestion } from '../api/cause-questions.ts';
import type { CauseCounts } from '../api/causes.ts';
import { words } from '../words/words.ts';

/** Nobody has taken them, and nobody waits with them. */
const needingSomebody = ({ unowned }: CauseCounts): number => unowned.causes;

/**
 * Names the browser's tab after the page, with how many causes need somebody before it. The number
 * is that which the navigation asks for: a page without one, such as that to sign in, asks nothing.
 */
export function useTitle(page: string): void {
  const { data: count = 0 } = useQuery({
    ...causeCountsQuestion({}), enabled: false, select: needingSomebody,
  });
  useEffect(() => {
    document.title = words.title(page, count);
  }, [page, count]);
}
