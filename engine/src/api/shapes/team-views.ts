/** Views of lists that somebody named for the team. */
import { z } from 'zod';
import { viewPages } from '../../store/team-views.ts';
import { instantText, nameShape, readable, unreadable } from './words.ts';

const name = z.string().trim().min(1).max(40).regex(readable, unreadable);
const search = z.string().max(2000).regex(/^\?[^\s#]+$/, 'begins with a question mark, as in an ' +
  'address, and has no blanks').meta({ description: 'as it stands in the console\'s address' });

const alert = {
  above: z.int().min(0).max(1_000_000)
    .meta({ description: 'it is told when the view shows more orders than this' }),
  to: nameShape.meta({ description: 'the address for alerts, as the policy calls it' }),
};
const alertWish = z.strictObject(alert).nullable().optional();

export const teamViewShape = z.object({
  id: z.string(),
  page: z.enum(viewPages).meta({ description: 'the page of the console' }),
  name: z.string(),
  search: z.string(),
  madeBy: z.string(),
  madeAt: instantText,
  changedBy: z.string(),
  changedAt: instantText,
  alert: z.object({
    ...alert,
    isNamed: z.boolean()
      .meta({ description: 'the policy names that address; while it does not, nobody is told' }),
    told: z.object({
      at: instantText,
      count: z.int().meta({ description: 'how many orders there were then' }),
      isOver: z.boolean().meta({ description: 'it has shown no more than its number since' }),
    }).nullable().meta({ description: 'when it was last told' }),
  }).nullable().meta({ description: 'who is told when there are too many orders in it' }),
  mayChange: z.boolean().meta({ description: 'whether whoever asks may change it' }),
});
export type TeamViewView = z.output<typeof teamViewShape>;

export const teamViewsShape = z.object({ items: z.array(teamViewShape) });
export const teamViewBodyShape = z.strictObject({
  page: z.enum(viewPages), name, search,
  alert: alertWish.meta({ description: 'only of /orders' }),
});
export const teamViewChangeShape = z.strictObject({
  search,
  alert: alertWish.meta({ description: 'left out, it stays as it is; null takes it away' }),
});
