/** Views of lists that are kept for the team: what the console asks and says. */
import { queryOptions } from '@tanstack/react-query';
import { change, read, remove, replace, type Answer } from './client.ts';

export type TeamViews = Answer<'/v1/views'>;
export type TeamView = TeamViews['items'][number];
export type ViewAlertWish = Pick<NonNullable<TeamView['alert']>, 'above' | 'to'>;
export type TeamViewWish = Pick<TeamView, 'page' | 'name' | 'search'> & {
  readonly alert?: ViewAlertWish;
};
type TeamViewChange = {
  readonly search: string;
  /** Left out: as it is. */
  readonly alert?: ViewAlertWish | null;
};

export const teamViewsQuestion = queryOptions({
  queryKey: ['team-views'], queryFn: () => read<TeamViews>('/v1/views'), staleTime: 60_000,
});

/** Each of these answers all views of the team. */
export const keepForTeam = (wish: TeamViewWish) => change<TeamViews>('/v1/views', wish);

export const changeForTeam = (id: string, to: TeamViewChange) =>
  replace<TeamViews>(placeOf(id), to);

export const takeFromTeam = (id: string) => remove<TeamViews>(placeOf(id));

const placeOf = (id: string): string => `/v1/views/${encodeURIComponent(id)}`;
