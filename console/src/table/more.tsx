import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';

type MoreProps = {
  readonly answer: Pick<
    UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  readonly text: string;
};

/** Fetches the next page of a list; nothing where the list is whole. */
export function More({ answer, text }: MoreProps) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = answer;
  if (!hasNextPage) return null;
  return (
    <div>
      <Button
        variant="default" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}
      >
        {text}
      </Button>
    </div>
  );
}
