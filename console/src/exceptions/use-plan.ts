import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { makePlan, type PlanWish } from '../api/causes.ts';
import { openPlansQuestion, planQuestion } from '../api/cause-questions.ts';

const route = getRouteApi('/framed/exceptions');

/** Makes a plan and opens it: its id stands in the address, so that a reload keeps it. */
export function usePlan() {
  const client = useQueryClient();
  const navigate = route.useNavigate();
  return useMutation({
    mutationFn: (wish: PlanWish) => makePlan(wish),
    onSuccess: async (plan) => {
      client.setQueryData(planQuestion(plan.id).queryKey, plan);
      void client.invalidateQueries({ queryKey: openPlansQuestion.queryKey });
      await navigate({
        search: (before) => ({ ...before, plan: plan.id, run: undefined, work: undefined }),
      });
    },
  });
}
