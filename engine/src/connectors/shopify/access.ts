/**
 * What lets us in: a token that was given, or one that an app of one's own asks for by its id and
 * secret and that is good for a day [shp-client-credentials]. The session keeps it as long as that.
 */
import { z } from 'zod';
import type { Unanswered } from '../../contract/connector.ts';
import { retryAfter } from '../../contract/retry-after.ts';
import { quote, readJson } from '../../contract/their-words.ts';
import type { Wire, WireAnswer } from '../../contract/wire.ts';
import type { Instant } from '../../core/model/instant.ts';
import type { ShopifySettings } from './settings.ts';

export const wrongShop = 'the address of the shop (shop) may be wrong';

export type Access = {
  readonly token: (now: Instant, timeoutMilliseconds: number) => Promise<string | Unanswered>;
  /** The shop would not have it: the next call asks for another. */
  readonly forget: () => void;
  /** Every text that is to be kept out of words. */
  readonly secrets: () => readonly string[];
};

export const closed = (
  why: Unanswered['why'],
  text: string,
  closedForMilliseconds: number | null = null,
): Unanswered => ({ is: 'unanswered', why, text, closedForMilliseconds });

export const openAccess = ({ shop, accessToken, app }: ShopifySettings, wire: Wire): Access => {
  if (accessToken !== undefined) {
    return {
      token: () => Promise.resolve(accessToken), forget: () => undefined,
      secrets: () => [accessToken, app?.secret ?? ''],
    };
  }
  let kept: Kept | null = null;
  const secrets = (): readonly string[] => [kept?.token ?? '', app?.secret ?? ''];
  return {
    secrets,
    forget: () => { kept = null; },
    token: async (now, timeoutMilliseconds) => {
      if (kept !== null && now < kept.until) return kept.token;
      const answer = await wire.request({
        method: 'POST', url: `${shop}/admin/oauth/access_token`, purpose: 'access token',
        timeoutMilliseconds,
        headers: {
          'accept': 'application/json', 'content-type': 'application/x-www-form-urlencoded',
        },
        // The secret goes in the body because it is taken nowhere else.
        body: new URLSearchParams({
          grant_type: 'client_credentials', client_id: app?.id ?? '',
          client_secret: app?.secret ?? '',
        }).toString(),
      });
      const given = readToken(answer, now, secrets());
      if ('is' in given) return given;
      kept = given;
      return given.token;
    },
  };
};

type Kept = { readonly token: string; readonly until: number };

/** Given up this long before it ends, in seconds, so that no message ends with it. */
const marginSeconds = 600;

const tokenShape = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,500}$/),
  expires_in: z.coerce.number().positive().catch(marginSeconds),
});

const complaintShape = z.object({
  error: z.string().catch(''), error_description: z.string().catch(''),
});

const readToken = (
  answer: WireAnswer,
  now: Instant,
  secrets: readonly string[],
): Kept | Unanswered => {
  if (answer.is !== 'answer') return closed('silence', quote(answer.reason, secrets));
  const { status } = answer;
  const json = readJson(answer.body)?.value;
  const token = tokenShape.safeParse(json).data;
  if (status >= 200 && status < 300) {
    return token === undefined
      ? closed('unreadable', `The shop answered ${String(status)}, and gave no access token`)
      : {
          token: token.access_token,
          until: now + 1_000 * Math.max(token.expires_in - marginSeconds, 0),
        };
  }
  const theirs = complaintShape.safeParse(json).data;
  const words = quote([theirs?.error, theirs?.error_description]
    .filter((one) => one !== undefined && one !== '').join(': '), secrets);
  const said =
    `The shop gave no access token: ${String(status)}${words === '' ? '' : `, ${words}`}`;
  if (status === 429) return closed('throttled', said, retryAfter(answer.headers));
  if (status === 408 || status >= 500) return closed('silence', said);
  if (status < 400 || status === 404) return closed('refused', `${said}; ${wrongShop}`);
  return closed('unauthorised', `${said}; client id or secret (app.id, app.secret) may be wrong, ` +
    'or the app is not installed in the shop');
};
