/**
 * ShipStation's Custom Store: it asks us for orders and tells us of parcels, at one address for
 * each connection. Whoever has not the credentials learns nothing, not even whether there is such
 * a connection; whoever guesses waits.
 */
import { z } from 'zod';
import { answerShelf } from '../../loop/shelf/answer.ts';
import { mayComeIn, type Credentials } from '../../loop/shelf/open.ts';
import type { ApiContext, Server } from '../context.ts';
import { hashOf } from '../auth.ts';
import { Problem } from '../problem.ts';
import { openDoorkeeper } from '../rates.ts';

/** A notice names one parcel; more than this is somebody else's. */
const bodyLimit = 256 * 1024;

export const customStoreAddress = '/custom-store/:connection';

const anyType = 'application/octet-stream';

const params = z.object({ connection: z.string() });
const query = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export const customStoreRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings, rates = { callsPerKey: 0, guessesPerAddress: 0 } } = context;
  const doorkeeper = openDoorkeeper(rates, surroundings.wireNow);

  const letIn = async (connection: string, address: string, given: Credentials | null) => {
    const tried = given ?? nothing;
    const hash = hashOf(JSON.stringify([connection, tried.username, tried.password]));
    const found = await doorkeeper.tryKey(address, hash, async () =>
      (await mayComeIn(surroundings, connection, tried)) ? connection : null);
    return found !== null;
  };

  void server.register((scope: Server, _options, done) => {
    // Whatever they call it: it is read as text, and judged as a notice.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(anyType, { parseAs: 'string' }, (_request, body, ready) => {
      ready(null, body);
    });
    scope.route({
      method: ['GET', 'POST'],
      url: customStoreAddress,
      schema: { hide: true, params, querystring: query },
      config: { audit: 'as-facts' },
      bodyLimit,
      // Before the body is read: a stranger costs nothing.
      onRequest: async (request, reply) => {
        const { connection } = params.parse(request.params);
        request.raw.headers['content-type'] = anyType;
        const given = readBasic(request.headers.authorization);
        if (await letIn(connection, request.ip, given)) return;
        void reply.header('www-authenticate', 'Basic realm="Gatepass", charset="UTF-8"');
        throw notLetIn();
      },
      handler: async (request, reply) => {
        const answer = await answerShelf(surroundings, request.params.connection, {
          method: request.method === 'POST' ? 'POST' : 'GET',
          query: firstOfEach(request.query),
          body: typeof request.body === 'string' ? request.body : '',
        });
        if (answer === null) throw notLetIn();
        return reply.status(answer.status).type(answer.contentType).send(answer.body);
      },
    });
    done();
  });
};

const nothing: Credentials = { username: '', password: '' };

const notLetIn = () => new Problem(401, 'Not let in',
  'These are not the user name and password of a Custom Store here.');

/** As browsers and ShipStation write them [RFC 7617]; null for anything else. */
const readBasic = (header: string | undefined): Credentials | null => {
  const packed = /^Basic +([\w+/=-]{1,1000})$/i.exec(header ?? '')?.[1];
  if (packed === undefined) return null;
  const [username = '', ...rest] = Buffer.from(packed, 'base64').toString('utf8').split(':');
  return rest.length === 0 ? null : { username, password: rest.join(':') };
};

const firstOfEach = (
  given: Readonly<Record<string, string | readonly string[]>>,
): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(given)
  .map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]));
