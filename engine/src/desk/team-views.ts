/** Views that somebody keeps for the team: changed by their maker, or by who looks after all. */
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import {
  changeTeamView, listTeamViews, lockTeamView, removeTeamView, saveTeamView, type TeamView,
} from '../store/team-views.ts';

export type ViewWanted = Pick<TeamView, 'id' | 'page' | 'name' | 'search'>;

/** Who does it. */
export type ViewHand = {
  readonly name: string;
  /** The person, or the name of the key. */
  readonly maker: string;
  /** Whether those of others are theirs to change as well. */
  readonly isSteward: boolean;
  readonly now: Instant;
};

export type ViewsAnswer =
  | { readonly is: 'done'; readonly views: readonly TeamView[] }
  | { readonly is: 'no-such-view' }
  | { readonly is: 'not-yours' | 'refused'; readonly words: string };

/** More are not looked through any more. */
const most = 100;

export const mayChange = (view: TeamView, hand: Pick<ViewHand, 'maker' | 'isSteward'>): boolean =>
  hand.isSteward || view.maker === hand.maker;

export const keepView = async (
  tx: Tx,
  wanted: ViewWanted,
  { name: by, maker, now }: ViewHand,
): Promise<ViewsAnswer> => {
  if ((await listTeamViews(tx)).length >= most) {
    return { is: 'refused', words: `The team has ${String(most)} views already. Take one away ` +
      'that nobody uses.' };
  }
  const isNew = await saveTeamView(tx, {
    ...wanted, maker, madeBy: by, madeAt: now, changedBy: by, changedAt: now,
  });
  return isNew ? { is: 'done', views: await listTeamViews(tx) } : {
    is: 'refused',
    words: 'The team has a view of that name on that page. Give yours another name, or change ' +
      'that one.',
  };
};

export const changeView = (
  tx: Tx,
  { id, search }: Pick<TeamView, 'id' | 'search'>,
  hand: ViewHand,
): Promise<ViewsAnswer> => onView(tx, id, hand, () =>
  changeTeamView(tx, id, { search, by: hand.name, at: hand.now }));

export const takeViewAway = (tx: Tx, id: string, hand: ViewHand): Promise<ViewsAnswer> =>
  onView(tx, id, hand, () => removeTeamView(tx, id));

const onView = async (
  tx: Tx,
  id: string,
  hand: ViewHand,
  work: () => Promise<void>,
): Promise<ViewsAnswer> => {
  const view = await lockTeamView(tx, id);
  if (view === null) return { is: 'no-such-view' };
  if (!mayChange(view, hand)) {
    return { is: 'not-yours', words: `The view is changed by ${view.madeBy}, who made it, or by ` +
      'a lead or an administrator.' };
  }
  await work();
  return { is: 'done', views: await listTeamViews(tx) };
};
