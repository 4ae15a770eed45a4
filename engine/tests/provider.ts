/**
 * A provider of OpenID Connect as a process of its own, on the loopback: somebody else's program
 * (oidc-provider), with people who are let in by their name alone. It prints where it listens.
 *
 *     node engine/tests/provider.ts
 *
 * Who somebody is there is chosen by `login_hint`'s place, the form of its sign-in page: `mia` is
 * mia@shop.example, checked; `mia.unchecked` is the same address, which nobody has checked.
 */
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

export const clientId = 'gatepass';
export const clientSecret = 'a-secret-between-gatepass-and-the-provider';

const accountOf = (id: string) => ({
  accountId: id,
  claims: () => ({
    sub: id, email: `${id.split('.')[0] ?? id}@shop.example`, name: id,
    email_verified: !id.endsWith('.unchecked'),
  }),
});

/** Listens on a free port; `returnsTo` are the addresses that it may send people back to. */
const listen = (returnsTo: readonly string[]): void => {
  const front = createServer();
  front.listen(0, '127.0.0.1', () => {
    const bound = front.address();
    if (bound === null || typeof bound === 'string') throw new Error('the provider has no port');
    const issuer = `http://127.0.0.1:${String(bound.port)}`;
    const provider = new Provider(issuer, {
      clients: [{
        client_id: clientId, client_secret: clientSecret, redirect_uris: [...returnsTo],
        grant_types: ['authorization_code'], response_types: ['code'],
      }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      // Gatepass reads what the token says, and asks no further.
      conformIdTokenClaims: false,
      cookies: { keys: ['only for tests'] },
      findAccount: (_context, id) => accountOf(id),
      features: { devInteractions: { enabled: true } },
    });
    const answer = provider.callback();
    front.on('request', (request, response) => { void answer(request, response); });
    process.stdout.write(`${JSON.stringify({ issuer })}\n`);
  });
};

if (process.argv[1] === import.meta.filename) listen(process.argv.slice(2));
