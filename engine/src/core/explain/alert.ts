/** What an alert says of a cause, or of a view of the team. */
import type { WhyTold } from '../decide/worth-an-alert.ts';
import { clock, counted, named, quoted, quotedLast, type Reader } from './words.ts';

export type AlertedCause = {
  readonly why: WhyTold;
  readonly title: string;
  readonly fault: string;
  readonly connection: string | null;
  readonly count: number;
  readonly oldestAt: number;
  /** As it was last told to the same address. */
  readonly before: { readonly at: number; readonly count: number } | null;
};

export const explainAlert = (cause: AlertedCause, reader: Reader): string => {
  const { title, fault, connection, count, oldestAt, before } = cause;
  const where = connection === null ? quotedLast(fault)
    : `${quoted(fault)} on ${named(connection)}.`;
  const waits = `${counted(count, 'consignment waits', 'consignments wait')} for it`;
  const since = `the oldest since ${clock(oldestAt, reader)}`;
  const last = before === null ? ''
    : ` It was last told at ${clock(before.at, reader)}, with ${String(before.count)}.`;
  return `${title}: ${where} ${opened(cause.why)}${waits}, ${since}.${last}`;
};

const opened = (why: WhyTold): string => {
  switch (why) {
    case 'new':
      return '';
    case 'doubled':
      return 'It has grown to twice as many or more: ';
    case 'graver':
      return 'It is graver than it was: ';
    case 'returned':
      return 'It has come back: ';
    default:
      return why satisfies never;
  }
};

export type AlertedView = {
  readonly name: string;
  readonly count: number;
  readonly above: number;
  /** As it was last told. */
  readonly before: { readonly at: number; readonly count: number } | null;
};

export const explainViewAlert = (
  { name, count, above, before }: AlertedView,
  reader: Reader,
): string => {
  const last = before === null ? ''
    : ` It was last told at ${clock(before.at, reader)}, with ${String(before.count)}.`;
  return `The view ${quoted(name)} shows ${counted(count, 'order')}, more than ${String(above)}.` +
    last;
};
