/** Views of lists that everybody sees: read by all, changed by their maker, a lead or an admin. */
import { z } from 'zod';
import { counted, quoted } from '../../core/explain/words.ts';
import { instant, renderInstant, type Instant } from '../../core/model/instant.ts';
import {
  changeView, keepView, mayChange, takeViewAway, type ViewHand, type ViewsAnswer,
} from '../../desk/team-views.ts';
import { isStewardOfViews } from '../../people/rights.ts';
import type { Tx } from '../../store/database.ts';
import type { Bearer } from '../../store/keys.ts';
import { readPolicy } from '../../store/policies.ts';
import { listTeamViews, type TeamView } from '../../store/team-views.ts';
import type { ViewAlertWish } from '../../store/view-alerts.ts';
import { noteForAudit } from '../audit.ts';
import { demand } from '../auth.ts';
import { change } from '../change.ts';
import type { ApiContext, Server } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import {
  askedTextShape, problemShape, teamViewBodyShape, teamViewChangeShape, teamViewsShape,
  type TeamViewView,
} from '../shapes.ts';
import { filterOfView } from '../view-filter.ts';

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
    return database.transaction(async (tx) => viewsOf(tx, await listTeamViews(tx), hand));
  });

  server.post('/v1/views', {
    schema: {
      summary: 'Keeps a view for the team', tags: ['desk'], body: teamViewBodyShape,
      response: { 200: teamViewsShape, ...refusals, 409: problemShape },
    },
  }, (request) => {
    const hand = handOf(demand(request.bearer, 'share-views'), now());
    const { alert = null, ...view } = request.body;
    return change(context, request, async (tx) => {
      if (alert !== null) noteForAudit(request, { summary: alertSet(view.name, alert) });
      const id = `view_${random().slice(0, 16)}`;
      const isCountable = filterOfView(view.search) !== null;
      return answered(tx, await keepView(tx, { id, ...view, alert, isCountable }, hand), hand);
    });
  });

  server.put('/v1/views/:id', {
    schema: {
      summary: 'Changes what a view of the team shows, or its alert', body: teamViewChangeShape,
      ...onOne, response: { ...onOne.response, 409: problemShape },
    },
  }, (request) => {
    const hand = handOf(demand(request.bearer, 'share-views'), now());
    const { id } = request.params;
    const { search, alert } = request.body;
    const wanted = { id, search, alert, isCountable: filterOfView(search) !== null };
    return change(context, request, async (tx) => {
      const done = await changeView(tx, wanted, hand);
      const name = done.is === 'done' ? done.views.find((one) => one.id === id)?.name : undefined;
      if (name !== undefined && alert !== undefined) {
        const summary = alert === null ? `Takes the alert of the view ${quoted(name)} away`
          : alertSet(name, alert);
        noteForAudit(request, { summary });
      }
      return answered(tx, done, hand);
    });
  });

  server.delete('/v1/views/:id', {
    schema: { summary: 'Takes a view away from the team', ...onOne },
  }, (request) => {
    const hand = handOf(demand(request.bearer, 'share-views'), now());
    return change(context, request, async (tx) =>
      answered(tx, await takeViewAway(tx, request.params.id, hand), hand));
  });
};

const handOf = (bearer: Bearer, now: Instant): ViewHand => ({
  name: bearer.name, maker: bearer.person ?? bearer.name, isSteward: isStewardOfViews(bearer), now,
});

const alertSet = (name: string, { above, to }: ViewAlertWish): string =>
  `Tells ${to} when the view ${quoted(name)} shows more than ${counted(above, 'order')}`;

type Answered = { readonly items: TeamViewView[] };

const answered = async (tx: Tx, answer: ViewsAnswer, hand: ViewHand): Promise<Answered> => {
  switch (answer.is) {
    case 'done':
      return viewsOf(tx, answer.views, hand);
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

const viewsOf = async (
  tx: Tx,
  views: readonly TeamView[],
  hand: ViewHand,
): Promise<Answered> => {
  const { alerts = {} } = await readPolicy(tx);
  return { items: views.map((one) => viewOf(one, hand, Object.keys(alerts))) };
};

const viewOf = (view: TeamView, hand: ViewHand, addresses: readonly string[]): TeamViewView => {
  const { id, page, name, search, madeBy, changedBy, alert } = view;
  return {
    id, page, name, search, madeBy, changedBy,
    madeAt: renderInstant(instant(view.madeAt)), changedAt: renderInstant(instant(view.changedAt)),
    alert: alert === null ? null : {
      above: alert.above, to: alert.to, isNamed: addresses.includes(alert.to),
      told: alert.told === null ? null
        : { ...alert.told, at: renderInstant(alert.told.at) },
    },
    mayChange: mayChange(view, hand),
  };
};
