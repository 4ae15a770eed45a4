/** What the side guide of the demo says. */
import { plural } from './counted.ts';

export const guideWords = {
  title: 'See it work: four steps',
  steps: {
    open: 'Open the biggest cause',
    read: 'Read the evidence',
    preview: 'Preview the fix',
    apply: 'Apply it and watch the number fall',
  },
  means: {
    open: 'Orders wait for one thing that nobody has mapped. It is one cause, not so many faults.',
    read: 'Each statement says where it can be seen.',
    preview: 'The real rules are run on the orders that wait. Nothing is sent.',
    apply: 'Confirm the plan. The orders go, and the cause empties as they do.',
  },
  notYours: 'You may look at the plan; confirming it is for others.',
  goOnAs: (person: string) => `Go on as ${person}`,
  isDone: 'done',
  isNow: 'now',
  go: 'Open it',
  toEvidence: 'To the evidence',
  toFix: 'To the suggested fix',
  read: 'I have read it',
  looking: 'Looking for it …',
  toCome: 'It is still to come.',
  waiting: (orders: number) => `${plural(orders, 'order waits', 'orders wait')} for it now.`,
  finished: 'That was all: one cause mended, and no order touched by hand.',
  connect: 'Then connect your own systems',
  again: 'From the beginning',
  hide: 'Hide the guide',
  show: 'Show the guide',
} as const;
