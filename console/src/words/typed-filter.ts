/**
 * What the box for filters in words says, and the words that it understands beside those of the
 * chips. Only the list of orders needs them, so they are not in the catalogue that every page has.
 */
import type { OrderFilter, OrderFilterName } from '../api/client.ts';
import { language } from './language.ts';
import { pseudo } from './pseudo.ts';

const british = {
  title: 'Filters in words',
  hint: 'In words: late, not dpd, since yesterday',
  read: 'Read',
  proposed: 'What was understood',
  nothing: 'None of these words is a filter.',
  notUnderstood: (texts: readonly string[]) => `Not understood: ${texts.join('; ')}`,
  unclear: (text: string, parts: readonly string[]) =>
    `“${text}” may be meant in more than one way: ${parts.join(' / ')}. Write which before it.`,
  together: (text: string) => `“${text}”: “or” joins values of one kind only. Filters of `
    + 'different kinds hold all at once: an order is listed when it fits every one.',
  change: (begins: string, value: string) => `Change the value: ${begins} ${value}`,
  meaning: 'Nothing counts yet. “Use these” adds them to the filters in force, and where both are '
    + 'about the same thing the new one takes its place. “Use only these” drops all others.',
  notYet: 'Nothing counts before you use these.',
  these: 'Use these',
  onlyThese: 'Use only these',
  leave: 'Leave it',
};

/** American English has no other words here. */
export const typedFilterWords = language === 'en-XA' ? pseudo(british) : british;

/** Words for what a chip says in its own words. */
export const alsoSaid: Readonly<Record<string, OrderFilter>> = {
  // As the list of every day has it: who asks for the late ones wants the very late as well.
  'late': { age: 'late,very-late' }, 'overdue': { age: 'late,very-late' },
  'on time': { age: 'in-time' },
  'held': { held: 'yes' }, 'on hold': { held: 'yes' },
  'blocked': { blocked: 'yes' },
  'systems differ': { disagrees: 'yes' }, 'disagree': { disagrees: 'yes' },
  'systems agree': { disagrees: 'no' },
  'open': { open: 'yes' }, 'finished': { open: 'no' },
  'ready': { stage: 'ready-to-ship' }, 'left': { stage: 'left-the-building' },
  'labelled': { stage: 'labelled' }, 'labeled': { stage: 'labelled' },
  'cancelled': { stage: 'cancelled' }, 'canceled': { stage: 'cancelled' },
  'relabelled': { relabelled: 'yes' }, 're-labelled': { relabelled: 'yes' },
  're-labeled': { relabelled: 'yes' }, 'relabeled': { relabelled: 'yes' },
  'question': { asked: 'yes' }, 'lead': { owner: 'lead' },
  'no label': { owes: 'label' }, 'without label': { owes: 'label' },
  'warehouse not told': { owes: 'tell-warehouse' },
  'channel not told': { owes: 'tell-channel' },
  'not seen leaving': { owes: 'leave' },
  'no carrier': { carrierKnown: 'no' }, 'without carrier': { carrierKnown: 'no' },
};

export const alsoParts: Readonly<Record<string, OrderFilterName>> = {
  'waiting on': 'waitingOn', 'wait on': 'waitingOn', 'waiting for': 'waitingOn',
  'status': 'stage', 'owned by': 'owner',
};

/** Words between the filters. */
export const joiningWords = {
  not: ['not', 'no', 'without', 'except', 'isn\'t', 'isn’t', 'aren\'t', 'aren’t', 'neither'],
  or: ['or', 'nor'],
  /** Without a meaning of their own. */
  filler: [
    'a', 'all', 'an', 'and', 'are', 'at', 'but', 'by', 'for', 'has', 'have', 'in', 'is', 'me',
    'of', 'on', 'only', 'order', 'orders', 'show', 'that', 'the', 'via', 'which', 'with',
  ],
  /** Before a name they say nothing, before a day from or to when. */
  placeOrTime: ['from', 'to'],
  article: ['a', 'an', 'the'],
  is: 'is',
} as const;

/** A day said alone is counted from its beginning by the first of each, from its end by others. */
export const edgeWords = {
  from: { beginning: ['since', 'from'], end: ['after'] },
  to: { beginning: ['before'], end: ['until', 'till', 'to', 'up to'] },
} as const;

export const timeWords = {
  today: 'today', yesterday: 'yesterday', ago: 'ago', last: ['last', 'past'], at: ['at', 'on'],
  months: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  days: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
  allMonths: [
    'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september',
    'october', 'november', 'december',
  ],
  allDays: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
  minutes: ['min', 'mins', 'minute', 'minutes'], hours: ['h', 'hour', 'hours'],
  daysLong: ['day', 'days'],
  morning: 'am', afternoon: 'pm',
} as const;
