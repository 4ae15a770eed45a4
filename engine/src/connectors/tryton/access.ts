/**
 * What lets us in: a session, asked for by user and password and kept as long as this one of ours
 * lives. Checking the password takes twenty times as long as a call, and seven wrong ones in five
 * minutes lock the user, counting on while they are tried: a refusal closes the door for longer
 * than that [measured].
 */
import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { Ended } from '../../contract/one-message.ts';
import type { Wire, WireAnswer } from '../../contract/wire.ts';
import type { Instant } from '../../core/model/instant.ts';
import { quote } from '../../contract/their-words.ts';
import { bodyOf, closed, readAnswer, type Heard } from './rpc.ts';
import type { TrytonSettings } from './settings.ts';
import { id, listOf, text } from './translate/shapes.ts';

/** What is known of whoever is signed in. */
export type Standing = {
  readonly user: number;
  readonly company: number;
  readonly companyName: string;
  /** What a move calls its unit: `unit` from 7.0 on, before that `uom`. */
  readonly unitField: 'unit' | 'uom';
  readonly mayReadSales: boolean;
};

export type Asked = {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly timeoutMilliseconds: number;
  readonly purpose: string;
};

/** When it is, and how long a call may take of what is left for all of them together. */
export type Turn = {
  readonly now: Instant;
  readonly allow: (wantedMilliseconds: number) => number;
};

export type Access = {
  /** Signs in where that has not been done. Ends the telling or looking behind a closed door. */
  readonly standing: (turn: Turn) => Promise<Standing>;
  /** A call in the database, with a session; renewed once where it has run out. */
  readonly call: (asked: Asked, turn: Turn) => Promise<Heard>;
  /** The server’s version, for which nobody needs to sign in. */
  readonly version: (turn: Turn) => Promise<Heard>;
  /** How far their clock is from ours, in milliseconds; 0 while nobody knows. */
  readonly skew: () => number;
  readonly quoted: (text: string) => string;
};

/** Longer than the window in which they count wrong passwords. */
export const shutOutFor = 330_000;
const lockedFor = 600_000;

const signInTimeout = 1_200;

export const openAccess = (settings: TrytonSettings, wire: Wire): Access => {
  const { baseUrl, database, user, password } = settings;
  let pass: Pass | null = null;
  let known: Standing | null = null;
  let skew = 0;
  const secrets = (): readonly string[] => [password, pass?.key ?? '', pass?.header ?? ''];
  const send = async (
    path: string, { method, params, purpose, ...asked }: Asked, header: string | null, turn: Turn,
  ): Promise<WireAnswer> => {
    const answer = await wire.request({
      purpose, timeoutMilliseconds: turn.allow(asked.timeoutMilliseconds), method: 'POST',
      url: `${baseUrl}/${path}`,
      headers: {
        'accept': 'application/json', 'content-type': 'application/json',
        ...(header === null ? {} : { authorization: `Session ${header}` }),
      },
      body: bodyOf(method, params),
    });
    skew = skewOf(answer, turn.now) ?? skew;
    return answer;
  };
  const signIn = async (turn: Turn): Promise<Pass> => {
    const answer = await send(`${database}/`, {
      method: 'common.db.login', params: [user, { password }, 'en'],
      timeoutMilliseconds: signInTimeout, purpose: 'sign in',
    }, null, turn);
    const heard = readAnswer(answer, secrets());
    if (heard.is !== 'result') throw new Ended(whyNot(heard, answer, settings));
    const read = passShape.safeParse(heard.value);
    if (!read.success) throw new Ended(closed('unreadable', 'Tryton gave no session'));
    const [number, key] = read.data;
    const header = Buffer.from(`${user}:${String(number)}:${key}`, 'utf8').toString('base64');
    pass = { user: number, key, header };
    return pass;
  };
  const call = async (asked: Asked, turn: Turn): Promise<Heard> => {
    const before = pass;
    const held = before ?? await signIn(turn);
    const first = readAnswer(await send(`${database}/`, asked, held.header, turn), secrets());
    if (first.is !== 'signed-out') return first;
    pass = null;
    if (before === null) return notLetIn(first.text);
    const { header } = await signIn(turn);
    const again = readAnswer(await send(`${database}/`, asked, header, turn), secrets());
    return again.is === 'signed-out' ? notLetIn(again.text) : again;
  };
  return {
    call,
    quoted: (words) => quote(words, secrets()),
    skew: () => skew,
    version: async (turn) => readAnswer(await send('', {
      method: 'common.server.version', params: [], timeoutMilliseconds: 10_000,
      purpose: 'probe version',
    }, null, turn), secrets()),
    standing: async (turn) => {
      known ??= await findStanding((asked) => call(asked, turn), settings, () => pass?.user ?? 0);
      return known;
    },
  };
};

type Pass = { readonly user: number; readonly key: string; readonly header: string };

const passShape = z.array(z.unknown())
  .transform((all) => all.filter((one) => one !== null))
  .pipe(z.tuple([id, z.string().min(1)]));

const notLetIn = (said: string): Heard => ({
  is: 'unanswered',
  unanswered: closed('unauthorised', `${said} to a session that it had just given`, shutOutFor),
});

/** What stands in the way of signing in, and what to do. */
const whyNot = (
  heard: Exclude<Heard, { is: 'result' }>,
  answer: WireAnswer,
  { user, database }: TrytonSettings,
) => {
  switch (heard.is) {
    case 'signed-out':
      return closed('unauthorised', `Tryton does not let ${quote(user, [])} in: the password or ` +
        'the user is wrong. It is tried again in some minutes, since wrong passwords lock the ' +
        'user; put it right in the settings to have it tried at once', shutOutFor);
    case 'complaint':
      return closed('refused', `Tryton said: ${heard.complaint.text}. Is ${database} the name of ` +
        'the database?');
    case 'unanswered': {
      const { why, closedForMilliseconds } = heard.unanswered;
      if (why !== 'throttled') return heard.unanswered;
      const isSaid = answer.is === 'answer' &&
        /^\d{1,9}$/.test(answer.headers['retry-after'] ?? '');
      return closed('throttled', `Tryton has locked ${quote(user, [])} after too many wrong ` +
        'passwords, and would count on: nothing is tried for some minutes. Find out who uses the ' +
        'wrong one', isSaid ? closedForMilliseconds : lockedFor);
    }
    default:
      return heard satisfies never;
  }
};

const preferencesShape = z.object({ 'company': id.nullish(), 'company.rec_name': text });
const companyShape = listOf(z.object({ id, rec_name: text }));
const readable = z.object({
  'sale.line': z.object({ read: z.union([z.literal(1), z.literal('1'), z.literal(true)]) }),
});

type Ask = (method: string, ...params: readonly unknown[]) => Promise<Heard>;

const findStanding = async (
  call: (asked: Asked) => Promise<Heard>,
  settings: TrytonSettings,
  user: () => number,
): Promise<Standing> => {
  const ask: Ask = (method, ...params) =>
    call({ method, params, timeoutMilliseconds: signInTimeout, purpose: 'sign in: what may we' });
  const company = await findCompany(ask, settings);
  const fields = resultOf(await ask('model.stock.move.fields_get', ['uom', 'unit'], {}));
  const access = await ask('model.ir.model.access.get_access', ['sale.line'], {});
  return {
    user: user(), company: company.id, companyName: company.name,
    unitField: typeof fields === 'object' && fields !== null && Object.hasOwn(fields, 'unit')
      ? 'unit' : 'uom',
    // Where the module is not there nothing of the kind can be asked.
    mayReadSales: access.is === 'complaint'
      ? false : readable.safeParse(resultOf(access)).success,
  };
};

/** The one that is set, or the one that the user works for. */
const findCompany = async (
  ask: Ask,
  { company }: TrytonSettings,
): Promise<{ readonly id: number; readonly name: string }> => {
  if (company === undefined) {
    const mine = preferencesShape.safeParse(
      resultOf(await ask('model.res.user.get_preferences', true, {}))).data;
    if (mine === undefined) throw new Ended(closed('unreadable', 'Tryton does not say who we are'));
    const own = mine.company ?? null;
    if (own !== null) return { id: own, name: mine['company.rec_name'] ?? '' };
    throw new Ended(closed('refused', 'The user has no company: choose one in the preferences of ' +
      'the user in Tryton, or set company'));
  }
  const rows = companyShape.safeParse(resultOf(await ask(
    'model.company.company.search_read', [['rec_name', '=', company]], 0, 2, null, ['rec_name'],
    {})));
  if (!rows.success) throw new Ended(closed('unreadable', 'Tryton’s answer is no list'));
  const [only, another] = rows.data;
  if (only !== undefined && another === undefined) return { id: only.id, name: company };
  throw new Ended(closed('refused',
    `Tryton shows this user no single company called ${quote(company, [])}`));
};

/** Ends what was begun where there is no result. */
export const resultOf = (heard: Heard): unknown => {
  switch (heard.is) {
    case 'result': return heard.value;
    case 'unanswered': throw new Ended(heard.unanswered);
    case 'signed-out': throw new Ended(closed('unauthorised', heard.text, shutOutFor));
    case 'complaint':
      throw new Ended(closed('refused', `Tryton said: ${heard.complaint.text}`));
    default: return heard satisfies never;
  }
};

const skewOf = (answer: WireAnswer, now: Instant): number | null => {
  const at = answer.is === 'answer' ? Date.parse(answer.headers['date'] ?? '') : Number.NaN;
  return Number.isNaN(at) ? null : at - now;
};
