import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Trouble } from '../frame/trouble.tsx';
import { words } from '../words/words.ts';

type LookedUpProps<Data> = {
  readonly answer: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
};

/** What a fold shows of what it asked for; until then that it is looked up, or why it cannot be. */
export function LookedUp<Data>({ answer, children }: LookedUpProps<Data>) {
  if (answer.isError) {
    return <Trouble error={answer.error} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) {
    return <p className="quiet">{words.connections.moreLooking}</p>;
  }
  return children(answer.data);
}
