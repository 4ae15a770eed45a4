/** A plan that may not be confirmed any more, why, and the way to a new one. */
import { Button } from '@mantine/core';
import type { BulkPlan } from '../api/causes.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { MayButton } from '../may/may-button.tsx';
import { words } from '../words/words.ts';
import { sameAs } from './same-as.ts';
import { usePlan } from './use-plan.ts';

const said = words.exceptions;

type PlanOverProps = {
  readonly plan: BulkPlan;
  /** What the engine said to the confirmation; null where the time was up before. */
  readonly refusal: string | null;
  readonly onBack: () => void;
};

export function PlanOver({ plan, refusal, onBack }: PlanOverProps) {
  const again = usePlan();
  return (
    <div className="refused stack confirm" role={refusal === null ? 'status' : 'alert'}>
      <h3>{refusal === null ? said.expiredTitle : said.refusedTitle}</h3>
      <p>{refusal ?? said.expired}</p>
      <div className="row">
        <MayButton
          right="fix-many" loading={again.isPending} onClick={() => again.mutate(sameAs(plan))}
        >
          {said.again}
        </MayButton>
        <Button variant="default" onClick={onBack}>{said.cancel}</Button>
      </div>
      {again.isError ? (
        <DeedTrouble error={again.error} look="plans" onClose={() => again.reset()} />
      ) : null}
    </div>
  );
}
