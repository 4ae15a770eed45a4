/** What people must look into: by cause, one by one, and what they do about it. */
import { z } from 'zod';
import { listed, quotedLast } from '../../core/explain/words.ts';
import { orderId } from '../../core/model/ids.ts';
import { instant, parseInstant, renderInstant, type Instant } from '../../core/model/instant.ts';
import { actOn, type ActWanted } from '../../desk/acts.ts';
import { makeRuling } from '../../desk/rulings.ts';
import { findWhy } from '../../desk/why.ts';
import { readStandpoint } from '../../loop/standpoint.ts';
import { nameOfHand, readGivable } from '../../people/givable.ts';
import { alertsOfGroup } from '../../store/alerts.ts';
import type { Tx } from '../../store/database.ts';
import { readFacts } from '../../store/dossiers.ts';
import { readActs, wasGivenTo } from '../../store/exception-acts.ts';
import { readCauseOrders } from '../../store/cause-orders.ts';
import {
  countGroups, listGroups, readGroup, type GroupFilter, type GroupRow,
} from '../../store/exception-groups.ts';
import {
  anyException, listExceptions, readException, type ExceptionFilter, type ExceptionRow,
} from '../../store/exception-reading.ts';
import type { Bearer } from '../../store/keys.ts';
import { readPolicy } from '../../store/policies.ts';
import { viewTold } from '../alerts.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { readerAt, viewAct, viewExceptionItem, viewGroup, viewWhy } from '../exceptions.ts';
import { notFound, Problem } from '../problem.ts';
import {
  acknowledgeShape, askedTextShape, causeCountsShape, causeListShape, causeWhyShape, closeShape,
  exceptionDetailShape, exceptionFilterShape, exceptionGroupDetailShape, exceptionGroupShape,
  exceptionItemShape, exceptionNoteShape, givableShape, giveShape, listOf, problemShape,
  waitShape,
  type ExceptionFilterAsked,
} from '../shapes.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape, 404: problemShape };
const actRefusals = { ...refusals, 409: problemShape, 422: problemShape };
const page = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: askedTextShape.optional(),
};
const exceptionParams = z.object({ id: z.string().regex(/^exc_\w{1,60}$/) });
const groupParams = z.object({ id: z.string().regex(/^grp_\w{1,60}$/) });
/** So many of a cause are shown as its evidence. */
const evidenceShown = 5;

/** What was asked for, as the store is asked. */
export const filterOf = (asked: ExceptionFilterAsked): ExceptionFilter => {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return { ...anyException, ...Object.fromEntries(given) };
};

const groupParts = {
  code: true, fault: true, severity: true, owner: true, connection: true, warehouse: true,
} as const;

type GroupsAsked = Pick<ExceptionFilterAsked, keyof typeof groupParts>;

const groupsAsked = (asked: GroupsAsked): Omit<GroupFilter, 'list' | 'state'> => ({
  code: asked.code ?? null, fault: asked.fault ?? null, severity: asked.severity ?? null,
  owner: asked.owner ?? null, connection: asked.connection ?? null,
  warehouse: asked.warehouse ?? null,
});

/** What is given to a role is given to each who has it. */
const namesOf = ({ name, role }: Bearer): readonly string[] => [name, role];

/** Where a page ended: severity, then when or how many, then which. */
const cursorShape = z.tuple([z.int().min(0).max(9), z.int(), askedTextShape]);

export const exceptionRoutes = (server: Server, context: ApiContext): void => {
  const { surroundings: { database, now, random }, loop } = context;

  const viewed = async (tx: Tx, rows: readonly ExceptionRow[], bearer: Bearer) => {
    const standing = await readStandpoint(tx, now());
    const facts = await readFacts(tx, [...new Set(rows.map((row) => orderId(row.order)))]);
    return rows.map((row) =>
      viewExceptionItem(row, facts.get(orderId(row.order)) ?? null, standing, bearer));
  };

  server.get('/v1/exceptions', {
    schema: {
      summary: 'Exceptions one by one, gravest first; closed ones newest first', tags: ['reading'],
      querystring: exceptionFilterShape.extend(page),
      response: { 200: listOf(exceptionItemShape), ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'read');
    const { limit, after, ...asked } = request.query;
    const filter = filterOf({ state: 'open', ...asked });
    const place = readCursor(after, cursorShape);
    return database.transaction(async (tx) => {
      const rows = await listExceptions(tx, filter, { after: place, limit, now: now() });
      const last = rows.at(-1);
      return {
        items: await viewed(tx, rows, bearer),
        next: rows.length < limit || last === undefined ? null
          : writeCursor([last.severity, last.closed?.at ?? last.openedAt, last.id]),
      };
    });
  });

  server.get('/v1/exceptions/groups', {
    schema: {
      summary: 'Exceptions by cause: gravest first, then those that hold the most',
      tags: ['reading'],
      querystring: exceptionFilterShape
        .pick({ ...groupParts, state: true })
        .extend({ list: causeListShape.optional(), ...page }),
      response: { 200: listOf(exceptionGroupShape), ...refusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'read');
    const { limit, after, state = 'open', list, ...asked } = request.query;
    const place = readCursor(after, cursorShape);
    return database.transaction(async (tx) => {
      const filter = groupsAsked(asked);
      const rows = await listGroups(tx, {
        ...filter, state, list: list === undefined ? null : { is: list, me: namesOf(bearer) },
      }, { after: place, limit, now: now() });
      const last = rows.at(-1);
      const isClosed = list === undefined ? state === 'closed' : list === 'closed';
      return {
        items: await viewGroups(tx, rows, filter.warehouse, bearer),
        next: rows.length < limit || last === undefined ? null : writeCursor(
          [last.severity, isClosed ? last.closedAt ?? 0 : last.count, last.id]),
      };
    });
  });

  server.get('/v1/exceptions/groups/count', {
    schema: {
      summary: 'How many causes are in each list, and how many orders they bear on',
      tags: ['reading'], querystring: exceptionFilterShape.pick(groupParts),
      response: { 200: causeCountsShape, ...refusals },
    },
  }, (request) => {
    const bearer = demand(request.bearer, 'read');
    return database.transaction((tx) =>
      countGroups(tx, groupsAsked(request.query), { me: namesOf(bearer), now: now() }));
  });

  const viewGroups = async (
    tx: Tx,
    rows: readonly GroupRow[],
    warehouse: string | null,
    bearer: Bearer,
  ) => {
    const standing = { policy: await readPolicy(tx), now: now() };
    const behind = await readCauseOrders(tx, rows.map((row) => row.id), warehouse);
    return rows.map((row) => viewGroup(row, behind.get(row.id) ?? null, standing, bearer));
  };

  const readOneGroup = async (tx: Tx, id: string, bearer: Bearer) => {
    const row = await readGroup(tx, id, now());
    if (row === null) throw notFound(`cause ${id}`);
    const oldest = await viewed(tx, await listExceptions(
      tx, { ...anyException, state: 'open', group: id },
      { after: null, limit: evidenceShown, now: now() }), bearer);
    const [group] = await viewGroups(tx, [row], null, bearer);
    const reader = readerAt(await readPolicy(tx), null, now());
    if (group === undefined) throw notFound(`cause ${id}`);
    return {
      ...group,
      evidence: oldest.map(({ id: exception, order, lines, since, sentence }) => ({
        orderNumber: order.orderNumber, order: order.id, exception, lines, since, sentence,
      })),
      alerts: viewTold(await alertsOfGroup(tx, id)),
      history: (await readActs(tx, id)).map((one) => viewAct(one, reader)),
    };
  };

  const readOne = async (tx: Tx, id: string, bearer: Bearer) => {
    const row = await readException(tx, id, now());
    if (row === null) throw notFound(`exception ${id}`);
    const [item] = await viewed(tx, [row], bearer);
    const reader = readerAt(await readPolicy(tx), row.warehouse, now());
    if (item === undefined) throw notFound(`exception ${id}`);
    return {
      ...item,
      lastClosed: row.lastClosedAt === null ? null : {
        at: renderInstant(instant(row.lastClosedAt)), by: row.lastClosedBy ?? 'proof',
      },
      history: (await readActs(tx, id)).map((one) => viewAct(one, reader)),
    };
  };

  server.get('/v1/exceptions/groups/:id', {
    schema: {
      summary: 'One cause: its evidence, and what people did about it', tags: ['reading'],
      params: groupParams, response: { 200: exceptionGroupDetailShape, ...refusals },
    },
  }, (request) => {
    const bearer = demand(request.bearer, 'read');
    return database.transaction((tx) => readOneGroup(tx, request.params.id, bearer));
  });

  server.get('/v1/exceptions/groups/:id/why', {
    schema: {
      summary: 'Why Gatepass thinks that this is the cause, and what may mend it',
      tags: ['reading'], params: groupParams, response: { 200: causeWhyShape, ...refusals },
    },
  }, (request) => {
    demand(request.bearer, 'read');
    return database.transaction(async (tx) => {
      const row = await readGroup(tx, request.params.id, now());
      if (row === null) throw notFound(`cause ${request.params.id}`);
      const standing = await readStandpoint(tx, now());
      return viewWhy(row, await findWhy(tx, row, standing), standing);
    });
  });

  server.get('/v1/exceptions/hands', {
    schema: {
      summary: 'To whom exceptions can be given: roles, and the names of people',
      tags: ['reading'], response: { 200: givableShape, 401: problemShape, 403: problemShape },
    },
  }, async (request) => {
    demand(request.bearer, 'work-exceptions');
    const { roles, people } = await database.transaction(readGivable);
    return { roles: [...roles], people: [...people] };
  });

  server.get('/v1/exceptions/:id', {
    schema: {
      summary: 'One exception with its history', tags: ['reading'],
      params: exceptionParams, response: { 200: exceptionDetailShape, ...refusals },
    },
  }, (request) => {
    const bearer = demand(request.bearer, 'read');
    return database.transaction((tx) => readOne(tx, request.params.id, bearer));
  });

  const act = async (tx: Tx, id: string, wanted: ActWanted, by: string, why: string | null) => {
    const answer = await actOn(tx, id, wanted, { by, why, now: now() });
    if (answer.is === 'no-such-exception') throw notFound(`exception or cause ${id}`);
    if (answer.is === 'refused') throw new Problem(409, 'Not now', answer.words);
  };

  const doneTo = {
    exception: { params: exceptionParams, read: readOne, answers: exceptionDetailShape,
      path: '/v1/exceptions/:id', whom: 'an exception' },
    group: { params: groupParams, read: readOneGroup, answers: exceptionGroupDetailShape,
      path: '/v1/exceptions/groups/:id', whom: 'all exceptions of one cause' },
  } as const;

  for (const { params, read, answers, path, whom } of Object.values(doneTo)) {
    const schema = { tags: ['desk'], params, response: { 200: answers, ...actRefusals } };
    server.post(`${path}/give`, {
      schema: { ...schema, summary: `Gives ${whom} to a person or a role`, body: giveShape },
    }, (request) => {
      const bearer = demand(request.bearer, 'work-exceptions');
      const { to, why } = request.body;
      return change(context, request, async (tx) => {
        const known = to === null ? null : await knownHand(tx, request.params.id, to, bearer);
        await act(tx, request.params.id, { what: 'give', to: known }, bearer.name, why);
        return read(tx, request.params.id, bearer);
      });
    });
    server.post(`${path}/acknowledge`, {
      schema: { ...schema, summary: `Says that somebody has seen ${whom}`, body: acknowledgeShape },
    }, (request) => {
      const bearer = demand(request.bearer, 'work-exceptions');
      return change(context, request, async (tx) => {
        await act(tx, request.params.id, { what: 'acknowledge' }, bearer.name, request.body.why);
        return read(tx, request.params.id, bearer);
      });
    });
    for (const [what, shape, summary] of [
      ['unacknowledge', acknowledgeShape, `Takes it back that somebody has seen ${whom}`],
      ['note', exceptionNoteShape, `Writes a note on ${whom}`],
    ] as const) {
      server.post(`${path}/${what}`, {
        schema: { ...schema, summary, body: shape },
      }, (request) => {
        const bearer = demand(request.bearer, 'work-exceptions');
        return change(context, request, async (tx) => {
          await act(tx, request.params.id, { what }, bearer.name, request.body.why);
          return read(tx, request.params.id, bearer);
        });
      });
    }
    server.post(`${path}/wait`, {
      schema: { ...schema, summary: `Puts ${whom} off until a time`, body: waitShape },
    }, (request) => {
      const bearer = demand(request.bearer, 'work-exceptions');
      const until = timeOf(request.body.until);
      return change(context, request, async (tx) => {
        await act(
          tx, request.params.id, { what: 'wait', until }, bearer.name, request.body.why);
        return read(tx, request.params.id, bearer);
      });
    });
  }

  server.post('/v1/exceptions/:id/close', {
    schema: {
      summary: 'Closes an exception by a person\'s word, where nothing else could ever prove it',
      tags: ['desk'], params: exceptionParams, body: closeShape,
      response: { 200: exceptionDetailShape, ...actRefusals },
    },
  }, async (request) => {
    const bearer = demand(request.bearer, 'rule');
    const { id } = request.params;
    const closed = await change(context, request, async (tx) => {
      const row = await readException(tx, id, now());
      if (row === null) throw notFound(`exception ${id}`);
      if (row.closed !== null) {
        throw new Problem(409, 'Not now', row.closed.by === 'proof'
          ? 'It has closed already, by proof.' : `${row.closed.by} has closed it already.`);
      }
      const answer = await makeRuling(tx, orderId(row.order), {
        kind: 'close', consignment: row.consignment, exception: id, about: null,
        by: bearer.name, why: request.body.why, until: null,
      }, await readStandpoint(tx, now()), random);
      if (answer.is === 'refused') throw new Problem(409, 'Not now', answer.words);
      return readOne(tx, id, bearer);
    });
    loop?.bell.ring('decide');
    return closed;
  });
};

/**
 * A name that nobody has would keep what was given out of everybody's own list. Only to whom it
 * was given before it may go back, whoever that is by now: else a gift could not be undone.
 */
const knownHand = async (tx: Tx, id: string, to: string, bearer: Bearer): Promise<string> => {
  const givable = await readGivable(tx);
  const known = nameOfHand(givable, to, bearer);
  if (known !== null) return known;
  if (await wasGivenTo(tx, id, to)) return to;
  const names = [...givable.people, ...givable.roles.map(({ role }) => role)];
  throw new Problem(422, 'Nobody is called so',
    `Nobody here is called ${quotedLast(to)} It can be given to ${listed(names, 600)}.`,
    [{ path: 'to', problem: 'is neither a role nor the name of somebody who may take it' }]);
};

const timeOf = (text: string): Instant => {
  const at = parseInstant(text);
  if (at !== null) return at;
  throw new Problem(422, 'Unreadable', 'That time cannot be read.',
    [{ path: 'until', problem: 'is no time' }]);
};
