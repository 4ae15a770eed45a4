/** What the long suites brought to light, and what no suite can promise. Kept by hand. */

export type Found = {
  /** What went wrong, as somebody at the desk would have met it. */
  readonly what: string;
  readonly mended: string;
  /** The test that failed before, from the root of the repository. */
  readonly test: string;
};

export const found: readonly Found[] = [
  {
    what: 'When PostgreSQL was killed while a transaction was being taken back, the engine ' +
      'stopped instead of waiting.',
    mended: 'The driver says so in words of its own (“is not queryable”), which now count as ' +
      'the database being away.',
    test: 'engine/src/loop/database-away.test.ts',
  },
  {
    what: 'When the clock was hours ahead and was put right, ShipStation was not looked at again ' +
      'for those hours, labels made meanwhile were passed over, and the budget seemed used up.',
    mended: 'A look, a cursor and a call from the future count for nothing; a day is read again.',
    test: 'engine/src/loop/look.db.test.ts',
  },
  {
    what: 'With clocks twenty seconds apart two workers called ShipStation at the same time, and ' +
      'a hold was taken from its holder long before it was lost.',
    mended: 'Machines on one store go by its clock.',
    test: 'engine/src/loop/shared-time.test.ts',
  },
  {
    what: 'A process frozen between two calls that belong together made the second on waking, ' +
      'though another held the connection by then.',
    mended: 'Each call asks for the lease, and one that stood still since it asked is not sent.',
    test: 'engine/src/loop/budget.db.test.ts',
  },
  {
    what: 'A process that stopped, or took up a new policy, let its lease lapse while its last ' +
      'call was still out.',
    mended: 'The lease is renewed until the call has come home.',
    test: 'engine/src/loop/run.db.test.ts',
  },
  {
    what: 'Whoever asked for the lease of a process that was frozen inside a transaction waited ' +
      'for a minute, and its own leases lapsed meanwhile.',
    mended: 'A locked lease counts as held, and the server ends such a transaction after 20 s.',
    test: 'engine/src/store/loop-statements.db.test.ts',
  },
  {
    what: 'When another machine had stamped a release ahead of the clock here, or the clock was ' +
      'put back, the time until the next look at labels was no number: until the clock had ' +
      'caught up no label was looked for, and the loop spun.',
    mended: 'What lies ahead of now has waited for no time at all.',
    test: 'engine/src/loop/interval.test.ts',
  },
  {
    what: 'A process that was killed while its clock was three hours ahead left holds stamped in ' +
      'those hours: after a start with the right clock nothing was called for as long.',
    mended: 'A hold from an hour that is yet to come is nobody’s.',
    test: 'engine/tests/together/wrong-clock.together.test.ts',
  },
  {
    what: 'Two Gatepasses on one PostgreSQL, each with a data folder of its own, shut the ' +
      'commands of each other’s machine out.',
    mended: 'Each machine has a key of its own in the store.',
    test: 'engine/tests/together/two-processes.together.test.ts',
  },
  {
    what: 'A plan with a start line of `0000-01-01T00:00:00+23:59` was taken, and from then on ' +
      'the list of plans could not be shown to anybody.',
    mended: 'Hours outside of the years 0000 to 9999 are refused, and none is ever written so.',
    test: 'engine/src/api/odd-input.db.test.ts',
  },
  {
    what: 'A body of 400 KB of zeros where lines should be was answered with 200,000 problems, ' +
      'also to a stranger; a batch of them took 23 seconds and 1.4 GB.',
    mended: 'Of huge wrong input the first problem is told, and of a stranger no body is read.',
    test: 'engine/src/api/reading-input.test.ts',
  },
  {
    what: 'A word of 70,000 letters in the log held up everything for many seconds.',
    mended: 'What goes into the log is cut before it is searched for what must not stand there.',
    test: 'engine/tests/hostile/harmless.test.ts',
  },
  {
    what: 'The address of a sign-in provider with line breaks and braces in it was quietly ' +
      'mended by its reader, and the provider asked was not the one that had been written.',
    mended: 'Such an address is refused in words.',
    test: 'engine/src/api/provider.db.test.ts',
  },
  {
    what: 'On an account of twenty calls a minute the look after our hooks wanted more calls at ' +
      'once than the looks at labels left, and waited for room for ever; the other lists waited ' +
      'behind it, so that an order marked as shipped on the screen was never heard of.',
    mended: 'Calls that never fit beside these looks go between two of them, and an errand that ' +
      'waits for room keeps no list from its turn.',
    test: 'engine/src/loop/lanes.test.ts',
  },
];

export type Limit = { readonly what: string; readonly why: string };

export const limits: readonly Limit[] = [
  {
    what: 'That a process frozen in the very moment of sending does not send',
    why: 'Between the last look at the lease and the first byte lies an instant in which it can ' +
      'stand still, and a line can keep back what was sent. Such a call may arrive beside those ' +
      'of the next holder. That one looks before it repeats, after the time-out of the call.',
  },
  {
    what: 'That a call whose answer was lost is made exactly once',
    why: 'ShipStation has no key that makes a repetition harmless. Gatepass commits the attempt ' +
      'before it calls and looks before it repeats, so an order is not created twice as long as ' +
      'a look shows what the account holds. A call that takes effect more than ten seconds after ' +
      'it was given up on, or a purchase that does so after two looks a minute apart, is outside ' +
      'of that: an order is then written over by its own key, and a second label is an exception ' +
      'as soon as a look shows it (`engine/tests/together/late-calls.together.test.ts`).',
  },
  {
    what: 'That a message is pushed exactly once',
    why: 'The line can break after the other side has taken a message and before its answer is ' +
      'heard. It is pushed again then, under the same id and with the same words, and whoever ' +
      'takes it in keeps the id to know it again.',
  },
  {
    what: 'That a message has one content after a restore',
    why: 'What was said after the backup is said again, under the same id and with the same ' +
      'parcels, but the time at which it was first written was lost with the former store.',
  },
  {
    what: 'That a restored store knows what came in after its backup',
    why: 'ShipStation is read again from where the backup stood. A warehouse or a channel is ' +
      'not: what it said since comes back when it next speaks of the order.',
  },
  {
    what: 'That labels are heard of in time while the clock of Gatepass is hours off',
    why: 'The windows in which ShipStation is asked for changes follow this clock: behind the ' +
      'time they end too early, ahead of it they begin too late. Once it is put right, the last ' +
      'day is read again; waits that were set by the wrong clock end by the right one. Keep the ' +
      'clock by NTP.',
  },
  {
    what: 'That an acknowledged order outlives its disk',
    why: 'Acknowledged means synced to one disk, or committed by one PostgreSQL as that is set ' +
      'up. A disk that lies about syncing, or dies, is what backups and standbys are for.',
  },
  {
    what: 'Every interleaving inside the database',
    why: 'The worlds from seeds share one store in one process, so they see each order of ' +
      'transactions and not each order of statements. Locks and isolation between processes are ' +
      'shown only by the crash and machine tests on a real PostgreSQL, which sample.',
  },
];
