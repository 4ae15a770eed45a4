import { useQuery } from '@tanstack/react-query';
import { flowQuestion } from '../api/questions.ts';
import { usePolling } from '../live/provider.tsx';

/** Waits grow older although nothing changes: the age classes are counted anew now and then. */
const agesMilliseconds = 30_000;

/** Of one warehouse, or of all together. */
export function useFlow(warehouse: string | undefined) {
  const refetchInterval = usePolling(agesMilliseconds);
  return useQuery({ ...flowQuestion(warehouse), refetchInterval });
}
