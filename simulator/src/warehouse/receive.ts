import { z } from 'zod';
import type { Answer, Later, Moment } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { deliver } from '../postbox.ts';
import type { Warehouse } from './floor.ts';
import { withJob } from './floor.ts';
import { impossible } from '../never.ts';

const message = z.object({
  id: z.string().min(1),
  kind: z.enum(['dispatch', 'void', 'correction', 'recall']),
  consignment: z.string().min(1),
  orderNumber: z.string().min(1),
  parcels: z
    .array(
      z.object({
        trackingNumber: z.string(),
        carrier: z.string(),
        service: z
          .string()
          .nullish()
          .transform((given) => given ?? null),
      }),
    )
    .nullish()
    .transform((given) => given ?? []),
});

type Heard = {
  readonly warehouse: Warehouse;
  readonly answer: Answer;
  readonly later: readonly Later[];
};

/**
 * Takes one verified push. A dispatch or a correction of a consignment of ours sends the parcel
 * away some time later; a void keeps it on the dock; a recall takes it out of the work.
 */
export function hearPush(
  warehouse: Warehouse,
  push: { readonly messageId: string; readonly body: string },
  now: Moment,
): Heard {
  const taken = deliver(warehouse.postbox, push, message, now);
  const heard = { ...warehouse, postbox: taken.postbox };
  if (taken.is === 'unreadable') {
    const answer = answerJson(400, { problem: taken.problem });
    return { warehouse: heard, answer, later: [] };
  }
  const answer = answerJson(200, {});
  if (taken.is === 'again') return { warehouse: heard, answer, later: [] };
  const { id, kind, consignment, parcels } = taken.message;
  const job = warehouse.jobs.get(consignment);
  if (job === undefined) return { warehouse: heard, answer, later: [] };
  switch (kind) {
    case 'dispatch':
    case 'correction': {
      const labelled = withJob(heard, { ...job, label: { messageId: id, parcels } });
      if (warehouse.followsVan && (job.leftAt ?? null) === null) {
        return { warehouse: labelled, answer, later: [] };
      }
      const errand = { is: 'warehouse.depart', reference: consignment, messageId: id } as const;
      const later = [{ at: now + warehouse.departAfterMs, errand }];
      return { warehouse: labelled, answer, later };
    }
    case 'void':
      return { warehouse: withJob(heard, { ...job, label: null }), answer, later: [] };
    case 'recall':
      return { warehouse: withJob(heard, { ...job, isRecalled: true }), answer, later: [] };
    default:
      return impossible(kind);
  }
}
