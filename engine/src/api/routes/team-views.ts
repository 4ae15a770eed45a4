/** Views of lists that everybody sees: read by all, changed by their maker, a lead or an admin. */
import { z } from 'zod';
import { instant, renderInstant, type Instant } from '../../core/model/instant.ts';
import {
  changeView, keepView, mayChange, takeViewAway, type ViewHand, type ViewsAnswer,
} from '../../desk/team-views.ts';
import { isStewardOfViews } from '../../people/rights.ts';
import type { Bearer } from '../../store/keys.ts';
import { listTeamViews, type TeamView } from '../../store/team-views.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import {
  askedTextShape, problemShape, teamViewBodyShape, teamViewChangeShape, teamViewsShape,
  type TeamViewView,
} from '../shapes.ts';

const refusals = { 400: problemShape, 401: problemShape, 403: problemShape };
const onOne = {
  tags: ['desk'], params: z.object({ id: askedTextShape }),
  response: { 200: teamViewsShape, ...refusals, 404: problemShape },
};

export const teamViewRoutes = (server: Server, context: ApiContext): void => {
  const { database, now, random } = context.surroundings;

  server.get('/v1/views', {
    schema: {
      summary: 'The views that somebody keeps for the team', tags: ['reading'],
      response: { 200: teamViewsShape, ...refusals },
    },
  }, (request) => {
    const hand = handOf(demand(request.bearer, 'read'), now());
    return database.transaction(async (tx) =>
      ({ items: (await listTeamViews(tx)).map((one) => viewOf(one, hand)) }));
  });

  server.post('/v1/views', {
    schema: {
      summary: 'Keeps a view for the team', tags: ['desk'], body: teamViewBodyShape,
      response: { 200: teamViewsShape, ...refusals, 409: problemShape },
    },
  }, (request) => {
    const hand = handOf(demand(request.bearer, 'share-views'), now());
    return change(context, request, async (tx) => answered(
      await keepView(tx, { id: `view_${random().slice(0, 16)}`, ...request.body }, hand), hand));
  });

  server.put('/v1/views/:id', {
    schema: {
      summary: 'Makes a view of the team show something else', body: teamViewChangeShape,
      ...onOne,
    },
  }, (request) => {
    const hand = handOf(demand(request.bearer, 'share-views'), now());
    const wanted = { id: request.params.id, search: request.body.search };
    return change(context, request, async (tx) =>
      answered(await changeView(tx, wanted, hand), hand));
  });

  server.delete('/v1/views/:id', {
    schema: { summary: 'Takes a view away from the team', ...onOne },
  }, (request) => {
    const hand = handOf(demand(request.bearer, 'share-views'), now());
    return change(context, request, async (tx) =>
      answered(await takeViewAway(tx, request.params.id, hand), hand));
  });
};

const handOf = (bearer: Bearer, now: Instant): ViewHand => ({
  name: bearer.name, maker: bearer.person ?? bearer.name, isSteward: isStewardOfViews(bearer), now,
});

const answered = (answer: ViewsAnswer, hand: ViewHand): { items: TeamViewView[] } => {
  switch (answer.is) {
    case 'done':
      return { items: answer.views.map((one) => viewOf(one, hand)) };
    case 'no-such-view':
      throw notFound('view of that id');
    case 'not-yours':
      throw new Problem(403, 'Not yours', answer.words);
    case 'refused':
      throw new Problem(409, 'Not now', answer.words);
    default:
      return answer satisfies never;
  }
};

const viewOf = (view: TeamView, hand: ViewHand): TeamViewView => {
  const { id, page, name, search, madeBy, changedBy } = view;
  return {
    id, page, name, search, madeBy, changedBy,
    madeAt: renderInstant(instant(view.madeAt)), changedAt: renderInstant(instant(view.changedAt)),
    mayChange: mayChange(view, hand),
  };
};
