/** Somebody at the door with a browser: a cookie that is kept between calls, as a browser does. */
import type { Door, Told } from './door.ts';

export type Guest = {
  readonly cookie: () => string;
  readonly ask: (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown,
  ) => Promise<Told>;
  /** Comes with a cookie from elsewhere. */
  readonly take: (cookie: string) => void;
};

export const guestAt = (
  door: Door, headers: Readonly<Record<string, string>> = {}, begun = '',
): Guest => {
  let cookie = begun;
  return {
    cookie: () => cookie,
    take: (other) => { cookie = other; },
    ask: async (method, url, body) => {
      const told = await door.askWith(
        { 'sec-fetch-site': 'same-origin', ...headers, ...(cookie === '' ? {} : { cookie }) },
        method, url, body);
      for (const line of [told.headers['set-cookie'] ?? []].flat().map(String)) {
        const [pair = ''] = line.split(';');
        const [name = ''] = pair.split('=');
        const others = cookie.split('; ')
          .filter((one) => one !== '' && !one.startsWith(`${name}=`));
        cookie = (/max-age=0\b/i.test(line) ? others : [...others, pair]).join('; ');
      }
      return told;
    },
  };
};

/** Invites somebody as the admin's key may, and answers their id and the link's token. */
export const invited = async (
  door: Door, name: string, role: string,
): Promise<{ id: string; token: string }> => {
  const { json } = await door.ask('POST', '/v1/people', {
    name, role, email: `${name.toLowerCase()}@shop.example`,
  });
  const { person, link } = json as { person: { id: string }; link: string };
  return { id: person.id, token: tokenOf(link) };
};

export const tokenOf = (link: string): string => link.split('#token=')[1] ?? '';

/** Somebody with this role, who came in by their link. */
export const guestWithRole = async (
  door: Door, name: string, role: string,
): Promise<Guest & { readonly id: string }> => {
  const { id, token } = await invited(door, name, role);
  const guest = guestAt(door);
  const { status, text } = await guest.ask('POST', '/v1/sign-in/link', { token });
  if (status !== 204) throw new Error(`the link of ${name} was refused: ${text}`);
  return { ...guest, id };
};
