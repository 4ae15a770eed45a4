/** The provider where people may prove who they are (OpenID Connect): set up by admins. */
import { instant, renderInstant } from '../../core/model/instant.ts';
import { openSignIn, returnPath } from '../../people/sign-in.ts';
import {
  forgetProvider, readProvider, saveProvider, type StoredProvider,
} from '../../store/sign-in-provider.ts';
import { noteForAudit } from '../audit.ts';
import { demand, sessionCookie } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { addressOf } from '../people-door.ts';
import { Problem } from '../problem.ts';
import { problemShape, providerBodyShape, providerShape } from '../shapes.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape };

export const providerRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings: { database, wireNow: now }, seal } = context;
  const view = (stored: StoredProvider | null, address: string) => ({
    provider: stored === null ? null : {
      name: stored.name, issuer: stored.issuer, clientId: stored.clientId,
      trustsUnverified: stored.trustsUnverified, changedBy: stored.changedBy,
      changedAt: renderInstant(instant(stored.changedAt)),
    },
    returnsTo: `${address}${returnPath}`,
  });

  server.get('/v1/sign-in-provider', {
    schema: {
      summary: 'The provider where people may prove who they are; never its secret',
      tags: ['people'], response: { 200: providerShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'manage-people');
    return view(await database.transaction(readProvider), addressOf(context, request));
  });

  server.put('/v1/sign-in-provider', {
    schema: {
      summary: 'Sets the provider up, once it has answered', tags: ['people'],
      body: providerBodyShape, response: { 200: providerShape, ...refusals, 422: problemShape },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'manage-people');
    const { clientSecret, ...rest } = request.body;
    const address = addressOf(context, request);
    refuseOpenLine(rest.issuer);
    const against = await openSignIn({
      database, address, isSecure: context.isSecure, cookieName: sessionCookie,
      // Only asks the provider who it is, and lets nobody in.
      secret: 'only-for-asking-the-provider-who-it-is', sessionSeconds: 1,
      provider: { ...rest, clientSecret },
    }).atProvider?.check();
    if (typeof against === 'string') {
      throw new Problem(422, 'Provider refused',
        `Nothing was changed. Gatepass asked ${rest.issuer}, and ${against}.`,
        [{ path: 'issuer', problem: against }]);
    }
    const stored: StoredProvider = {
      ...rest, sealedSecret: seal(clientSecret), changedAt: now(), changedBy: bearer.name,
    };
    return change(context, request, async (tx) => {
      const before = await readProvider(tx);
      if (before !== null && before.issuer !== rest.issuer) await forgetProvider(tx);
      await saveProvider(tx, stored);
      noteForAudit(request, {
        target: 'sign-in provider', summary: `Set up ${rest.name} (${rest.issuer}) for signing in`,
      });
      return view(stored, address);
    });
  });

  server.delete('/v1/sign-in-provider', {
    schema: {
      summary: 'Takes the provider away; whoever came in by it needs a link or a password',
      tags: ['people'], response: { 200: providerShape, ...refusals },
    },
  }, async (request) => {
    demand(request.bearer, 'manage-people');
    const address = addressOf(context, request);
    return change(context, request, async (tx) => {
      await forgetProvider(tx);
      noteForAudit(request, {
        target: 'sign-in provider', summary: 'Took the provider for signing in away',
      });
      return view(null, address);
    });
  });
};

/** What it says of people is believed: nobody on the way may change it. */
const refuseOpenLine = (issuer: string): void => {
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return;
  throw new Problem(422, 'Provider refused',
    'Nothing was changed: the provider must be reached by https.',
    [{ path: 'issuer', problem: 'begins with http:' }]);
};
