/**
 * What lets us in: an API key, or a session that a login opens. The session's token is kept until
 * the server no longer takes it; a login that was refused is not tried again at once.
 */
import { z } from 'zod';
import type { Unanswered } from '../../contract/connector.ts';
import { envelopeOf } from '../../contract/graphql.ts';
import { retryAfter } from '../../contract/retry-after.ts';
import { quote, readJson } from '../../contract/their-words.ts';
import type { Wire, WireAnswer } from '../../contract/wire.ts';
import type { Instant } from '../../core/model/instant.ts';
import { loginQuestion } from './questions.ts';
import type { VendureSettings } from './settings.ts';

export const wrongServer = 'the address of the server (baseUrl) may be wrong';

export type Entry = {
  readonly headers: Readonly<Record<string, string>>;
  /** It was opened just now: what it may not do, another may not do either. */
  readonly isNew: boolean;
};

export type Access = {
  readonly enter: (now: Instant, timeoutMilliseconds: number) => Promise<Entry | Unanswered>;
  /** The server would not have it: the next call logs in. False where that is of no use. */
  readonly forget: () => boolean;
  /** Every text that is to be kept out of words. */
  readonly secrets: () => readonly string[];
  /** What may be wrong where nothing is allowed. */
  readonly doubts: string;
};

export const closed = (
  why: Unanswered['why'],
  text: string,
  closedForMilliseconds: number | null = null,
): Unanswered => ({ is: 'unanswered', why, text, closedForMilliseconds });

/** A password that was refused is tried no sooner than this again, whoever asks. */
const refusedForMilliseconds = 25_000;

export const openAccess = (settings: VendureSettings, wire: Wire): Access => {
  const { apiKey, channelToken } = settings;
  const channel: Entry['headers'] =
    channelToken === undefined ? {} : { 'vendure-token': channelToken };
  if (apiKey !== undefined) {
    const headers = { 'vendure-api-key': apiKey, ...channel };
    return {
      enter: () => Promise.resolve({ headers, isNew: true }), forget: () => false,
      secrets: () => [apiKey, ...apiKey.split(':'), settings.password ?? ''],
      doubts: 'the API key may be wrong or lack the permissions ReadOrder and UpdateOrder, or ' +
        'the server takes no API keys (authOptions.tokenMethod must include api-key)',
    };
  }
  return { ...openSessions(settings, channel, wire), doubts:
    'its role may lack the permissions ReadOrder and UpdateOrder in this channel' };
};

const openSessions = (
  { baseUrl, user = '', password = '' }: VendureSettings,
  channel: Entry['headers'],
  wire: Wire,
): Omit<Access, 'doubts'> => {
  let token: string | null = null;
  let refused: { readonly until: number; readonly answer: Unanswered } | null = null;
  let entering: Promise<Entry | Unanswered> | null = null;
  const secrets = (): readonly string[] => [token ?? '', password];
  const entryBy = (of: string, isNew: boolean): Entry =>
    ({ headers: { authorization: `Bearer ${of}`, ...channel }, isNew });
  const logIn = async (now: Instant, timeoutMilliseconds: number): Promise<Entry | Unanswered> => {
    const answer = await wire.request({
      method: 'POST', url: baseUrl, purpose: 'login', timeoutMilliseconds,
      headers: { 'accept': 'application/json', 'content-type': 'application/json', ...channel },
      body: JSON.stringify({ query: loginQuestion, variables: { user, password } }),
    });
    const given = readLogin(answer, secrets());
    if (typeof given === 'string') {
      token = given;
      return entryBy(given, true);
    }
    if (given.why === 'unauthorised') {
      refused = { until: now + refusedForMilliseconds, answer: given };
    }
    return given;
  };
  return {
    secrets,
    forget: () => {
      token = null;
      return true;
    },
    enter: (now, timeoutMilliseconds) => {
      if (token !== null) return Promise.resolve(entryBy(token, false));
      if (refused !== null && now < refused.until) return Promise.resolve(refused.answer);
      entering ??= logIn(now, timeoutMilliseconds).finally(() => { entering = null; });
      return entering;
    },
  };
};

const loginShape = z.object({
  login: z.object({ kind: z.string(), message: z.string().catch('') }),
});

/** The token of a new session, or why there is none. */
const readLogin = (
  answer: WireAnswer,
  secrets: readonly string[],
): string | Unanswered => {
  if (answer.is !== 'answer') return closed('silence', quote(answer.reason, secrets));
  const { status, headers } = answer;
  const { data, errors } = envelopeOf(readJson(answer.body)?.value);
  const words = quote(errors.map(({ message }) => message).join('; '), secrets);
  const said = `The shop let nobody in: ${String(status)}${words === '' ? '' : `, ${words}`}`;
  if (status === 429) return closed('throttled', said, retryAfter(headers));
  if ([401, 402, 403].includes(status)) {
    return closed('unauthorised', `${said.replace(/\.$/, '')}; user or password may be wrong`);
  }
  if (status === 408 || status >= 500) return closed('silence', said);
  if (status >= 300) return closed('refused', `${said}; ${wrongServer}`);
  const login = loginShape.safeParse(data).data?.login;
  if (login === undefined || errors.length > 0) {
    return closed('unreadable', errors.length > 0
      ? said : `The shop answered ${String(status)}, and not as a Vendure; ${wrongServer}`);
  }
  if (login.kind !== 'CurrentUser') {
    return closed('unauthorised', 'The shop does not take user and password: ' +
      quote(login.message === '' ? login.kind : login.message, secrets));
  }
  const token = headers['vendure-auth-token'] ?? '';
  return /^[\x21-\x7e]{1,500}$/.test(token) ? token : closed('unauthorised',
    'The shop takes user and password, and gives no bearer token for them: ' +
    'authOptions.tokenMethod of the server must include bearer');
};
