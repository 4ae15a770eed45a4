/** Sign-in at the stand-in: one key, links that work once, a session in a cookie. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse, send } from './stand-in.ts';

export const standInKey = 'gp_test_key_of_the_stand_in';
export const standInPassword = 'four words in a row';

export type Door = {
  /** Answers if the path is the door's; false: it is somebody else's. */
  readonly answer: (
    request: IncomingMessage, path: string, response: ServerResponse,
  ) => Promise<boolean>;
  readonly isKnown: (request: IncomingMessage) => boolean;
  /** A token that signs in once. */
  readonly makeLink: () => string;
  /** Ends every session, as an admin or the passing of time does. */
  readonly endSessions: () => void;
};

/** `onRole`: somebody of the demo came in, with this role. */
export function makeDoor({ onRole }: { onRole: (role: string) => void }): Door {
  const links = new Set<string>();
  let made = 0;
  let session = 1;

  function admit(response: ServerResponse): void {
    response.writeHead(204, {
      'set-cookie': `gatepass_session=s${session}; Path=/; HttpOnly; SameSite=Lax`,
    }).end();
  }

  return {
    answer: async (request, path, response) => {
      if (path === '/v1/sign-out') {
        response.writeHead(204, { 'set-cookie': 'gatepass_session=; Path=/; Max-Age=0' }).end();
        return true;
      }
      if (!path.startsWith('/v1/sign-in/')) return false;
      const body = await textOf(request);
      if (path === '/v1/sign-in/provider') {
        send(response, { url: '/sign-in?error=signup_disabled' });
        return true;
      }
      if (path === '/v1/sign-in/demo') {
        onRole(fieldOf(body, 'role'));
        admit(response);
        return true;
      }
      const isPassword = path === '/v1/sign-in/password'
        && fieldOf(body, 'email') === 'asha@shop.example'
        && fieldOf(body, 'password') === standInPassword;
      if (isPassword) admit(response);
      else if (path === '/v1/sign-in/key' && fieldOf(body, 'key') === standInKey) admit(response);
      else if (path === '/v1/sign-in/link' && links.delete(fieldOf(body, 'token'))) admit(response);
      else refuse(response, 401, 'Not known', 'This key or link does not sign anybody in.');
      return true;
    },
    isKnown: (request) =>
      (request.headers.cookie ?? '').split('; ').includes(`gatepass_session=s${session}`),
    makeLink: () => {
      made += 1;
      links.add(`link-${made}`);
      return `link-${made}`;
    },
    endSessions: () => {
      session += 1;
    },
  };
}

export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function fieldOf(body: string, name: string): string {
  const parsed: unknown = JSON.parse(body);
  const value: unknown =
    typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : undefined;
  return typeof value === 'string' ? value : '';
}
