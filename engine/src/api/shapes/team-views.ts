/** Views of lists that somebody named for the team. */
import { z } from 'zod';
import { viewPages } from '../../store/team-views.ts';
import { instantText, readable, unreadable } from './words.ts';

const name = z.string().trim().min(1).max(40).regex(readable, unreadable);
const search = z.string().max(2000).regex(/^\?[^\s#]+$/, 'begins with a question mark, as in an ' +
  'address, and has no blanks').meta({ description: 'as it stands in the console\'s address' });

export const teamViewShape = z.object({
  id: z.string(),
  page: z.enum(viewPages).meta({ description: 'the page of the console' }),
  name: z.string(),
  search: z.string(),
  madeBy: z.string(),
  madeAt: instantText,
  changedBy: z.string(),
  changedAt: instantText,
  mayChange: z.boolean().meta({ description: 'whether whoever asks may change it' }),
});
export type TeamViewView = z.output<typeof teamViewShape>;

export const teamViewsShape = z.object({ items: z.array(teamViewShape) });
export const teamViewBodyShape = z.strictObject({ page: z.enum(viewPages), name, search });
export const teamViewChangeShape = z.strictObject({ search });
