/** What the page of plans says: what waits for somebody, what was done, what goes live. */
import { numeral, plural } from './counted.ts';

export const plansWords = {
  title: 'Plans',
  intro: 'Whatever is done to many orders, let out of the guard or brought live is a plan first: '
    + 'somebody makes it, somebody confirms it, and it stands here with what became of it.',
  looking: 'Looking up the plans …',
  lookedAt: 'Last looked',
  open: 'Waiting for somebody',
  noneOpen: 'No plan waits for anybody.',
  over: 'Under way and done',
  noneOver: 'Nothing was done to many orders yet, and nothing went live.',
  heads: {
    what: 'Plan', who: 'Who', when: 'When', count: 'Orders', state: 'State', second: 'Who confirms',
    says: 'What',
  },
  kinds: {
    'retry': 'Try again', 'hold': 'Hold', 'release': 'Let go', 'tell-again': 'Tell again',
    'ruling': 'Decide', 'mapping': 'Map the service', 'guard': 'Stopped by the guard',
    'going-live': 'Going live',
  },
  states: {
    'planning': 'being worked out', 'drafted': 'waits', 'running': 'under way', 'done': 'done',
    'stopped': 'stopped', 'dropped': 'dropped', 'open': 'waits', 'approved': 'approved',
    'refused': 'refused', 'lapsed': 'lapsed', 'adopting': 'under way', 'aborted': 'back in shadow',
  },
  second: 'a second person',
  anybody: 'one person',
  confirmedBy: (name: string) => `confirmed by ${name}`,
  of: (done: number, all: number) => `${numeral(done)} of ${numeral(all)}`,
  summary: (open: number) => `${plural(open, 'plan waits', 'plans wait')} for somebody`,
};
