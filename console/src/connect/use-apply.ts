/** The way to a policy in force: tried first, looked at, and only what was shown is applied. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { lookAtPolicy, statusOf, type Policy } from '../api/client.ts';
import { applyPolicy, tryPolicy, type PolicyWish } from '../api/connectors.ts';
import { connectionsQuestion, policyQuestion } from '../api/questions.ts';

type About = {
  /** What is wished, on the ground of the policy that is in force then. */
  readonly wish: (policy: Policy) => PolicyWish;
  readonly onApplied: (version: number) => void;
  readonly onRefused?: (error: unknown) => void;
};

export function useApply({ wish, onApplied, onRefused }: About) {
  const client = useQueryClient();
  const [isOvertaken, setOvertaken] = useState(false);
  const refuse = (error: unknown): void => onRefused?.(error);
  const look = useMutation({ mutationFn: tryPolicy, onError: refuse });
  const apply = useMutation({
    mutationFn: applyPolicy,
    onSuccess: async ({ version }) => {
      await client.invalidateQueries({ queryKey: policyQuestion.queryKey });
      await client.invalidateQueries({ queryKey: connectionsQuestion.queryKey });
      onApplied(version);
    },
    onError: async (error) => {
      if (statusOf(error) !== 409) return refuse(error);
      const inForce = await lookAtPolicy();
      client.setQueryData(policyQuestion.queryKey, inForce);
      setOvertaken(true);
      look.mutate(wish(inForce));
    },
  });
  return {
    look, apply, isOvertaken,
    /** What was shown holds no longer. */
    forget: (): void => {
      look.reset();
      apply.reset();
      setOvertaken(false);
    },
  };
}
