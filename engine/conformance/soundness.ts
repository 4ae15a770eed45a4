/** What holds of every call and of everything that is passed on for people to read. */
import type { Manifest, OperationManifest, Unanswered } from '../src/contract/connector.ts';
import type { WireAnswer, WireRequest } from '../src/contract/wire.ts';
import { hold, holdEqual } from './case.ts';
import type { FeedKit, Kit } from './kit.ts';
import type { Misbehaviour } from './misbehaviours.ts';
import { holdNoSecret } from './secrets.ts';

export const hasSecret = ({ settings }: Manifest): boolean =>
  settings.some((one) => one.isSecret);

/** Nobody waits longer than this for one answer, in milliseconds. */
const longestCall = 120_000;

/** Each bounded in time and named for the call log. */
export const holdSoundCalls = (requests: readonly WireRequest[]): void => {
  for (const { purpose, timeoutMilliseconds } of requests) {
    hold(purpose !== '', 'a call says no purpose');
    hold(timeoutMilliseconds > 0 && timeoutMilliseconds <= longestCall,
      `a call may take ${String(timeoutMilliseconds)} milliseconds`);
  }
};

/** Address, purpose and body of a call are stored with it; its headers are not. */
export const holdQuiet = (
  { signsIn }: Pick<Kit, 'signsIn'>,
  requests: readonly WireRequest[],
  secrets: readonly string[],
): void => {
  for (const request of requests) {
    const { url, purpose, body } = request;
    const kept = signsIn?.(request) === true ? null : body;
    holdNoSecret({ url, purpose, body: kept }, secrets, 'what a call log holds');
  }
};

/** No more calls and no longer than the manifest says, all of them together. */
export const holdAsDeclared = (
  requests: readonly WireRequest[],
  { costInCalls, timeoutMilliseconds }: OperationManifest,
): void => {
  holdSoundCalls(requests);
  hold(requests.length > 0, 'no call was made');
  hold(requests.length <= costInCalls,
    `${String(requests.length)} calls; ${String(costInCalls)} are declared`);
  const longest = requests.reduce((sum, one) => sum + one.timeoutMilliseconds, 0);
  hold(longest <= timeoutMilliseconds,
    `calls of ${String(longest)} milliseconds; ${String(timeoutMilliseconds)} are declared`);
};

/** Away longer than an hour nobody would notice that they are well again. */
const longestClosed = 3_600_000;

export const holdClosedFor = (
  { closedForMilliseconds: closedFor }: Unanswered,
  { title, closedFor: told }: Misbehaviour,
): void => {
  if (told === null) {
    hold(closedFor !== null && closedFor > 0 && closedFor <= longestClosed,
      `${title}: the door stays closed for ${String(closedFor)} milliseconds`);
  } else {
    holdEqual(closedFor, told, `${title}: milliseconds for which the door stays closed`);
  }
};

/** As much as a person reads in a list, with some words of ours around it. */
const longestSentence = 600;

export const holdShort = (sentences: readonly string[]): void => {
  for (const one of sentences) {
    hold(one.length <= longestSentence, `a sentence of ${String(one.length)} characters`);
  }
};

const novel = 'Why it went wrong. '.repeat(2_000);

export const longWords: readonly WireAnswer[] = [400, 403, 404, 422, 500, 503].flatMap((status) => [
  { is: 'answer', status, headers: {}, body: novel },
  { is: 'answer', status, headers: {}, body: JSON.stringify({
    Message: novel, message: novel, detail: novel, ExceptionMessage: novel,
    ModelState: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, [novel]])),
  }) },
]);

/** Some rows of a feed, one of them unreadable. */
export const rowsToShow = (feed: FeedKit): readonly unknown[] =>
  [feed.row(0), feed.row(1), feed.spoilt(2), feed.row(3)];
