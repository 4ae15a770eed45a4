/** The views of the team, as the stand-in keeps them: all of them are of the one who asks. */
import type { IncomingMessage } from 'node:http';
import type {
  TeamView, TeamViews, TeamViewWish, ViewAlertWish,
} from '../src/api/team-views.ts';
import { textOf } from './stand-in-door.ts';

export function makeTeamViews() {
  let views: readonly TeamView[] = [];
  const at = '2026-11-22T14:32:30Z';
  return {
    answer: async (request: IncomingMessage, path: string): Promise<TeamViews | null> => {
      const [, id] = /^\/v1\/views(?:\/([^/]+))?$/.exec(path) ?? [];
      if (!path.startsWith('/v1/views')) return null;
      if (request.method === 'DELETE') views = views.filter((one) => one.id !== id);
      if (request.method === 'POST') {
        // Sent by the console, which was compiled against the same shape.
        const wish = JSON.parse(await textOf(request)) as TeamViewWish;
        views = [...views, {
          ...wish, alert: alertOf(wish.alert), id: `view_${String(views.length + 1)}`,
          madeBy: 'Asha', madeAt: at,
          changedBy: 'Asha', changedAt: at, mayChange: true,
        }];
      }
      if (request.method === 'PUT') {
        const { search, alert } = JSON.parse(await textOf(request)) as Pick<TeamView, 'search'> & {
          readonly alert?: ViewAlertWish | null;
        };
        views = views.map((one) => one.id !== id ? one
          : { ...one, search, alert: alert === undefined ? one.alert : alertOf(alert) });
      }
      return { items: [...views] };
    },
  };
}

/** Told of it once, a while ago: the stand-in counts nothing. */
const alertOf = (wish: ViewAlertWish | null | undefined): TeamView['alert'] =>
  wish === null || wish === undefined ? null : {
    ...wish, isNamed: true,
    told: { at: '2026-11-22T13:02:00Z', count: wish.above + 2, isOver: false },
  };
