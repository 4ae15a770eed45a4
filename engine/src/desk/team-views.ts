/** Views that somebody keeps for the team: changed by their maker, or by who looks after all. */
import { listed } from '../core/explain/words.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { readPolicy } from '../store/policies.ts';
import {
  changeTeamView, listTeamViews, lockTeamView, removeTeamView, saveTeamView, type TeamView,
} from '../store/team-views.ts';
import { setViewAlert, type ViewAlertWish } from '../store/view-alerts.ts';

type Shown = Pick<TeamView, 'search'> & {
  /** Whether there is a list of orders behind it, which can be counted. */
  readonly isCountable: boolean;
};
export type ViewWanted = Shown & Pick<TeamView, 'id' | 'page' | 'name'> & {
  readonly alert: ViewAlertWish | null;
};
export type ViewChange = Shown & Pick<TeamView, 'id'> & {
  /** Left out: as it is. */
  readonly alert?: ViewAlertWish | null | undefined;
};

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
/** Each is counted every minute. */
const mostAlerts = 20;

export const mayChange = (view: TeamView, hand: Pick<ViewHand, 'maker' | 'isSteward'>): boolean =>
  hand.isSteward || view.maker === hand.maker;

export const keepView = async (
  tx: Tx,
  { alert, isCountable, ...view }: ViewWanted,
  { name: by, maker, now }: ViewHand,
): Promise<ViewsAnswer> => {
  const views = await listTeamViews(tx);
  if (views.length >= most) {
    return { is: 'refused', words: `The team has ${String(most)} views already. Take one away ` +
      'that nobody uses.' };
  }
  const wrong = wrongWithAlert({ ...view, alert, isCountable }, views) ??
    await unknownAddress(tx, alert);
  if (wrong !== null) return { is: 'refused', words: wrong };
  const isNew = await saveTeamView(tx, {
    ...view, maker, madeBy: by, madeAt: now, changedBy: by, changedAt: now,
  });
  if (isNew && alert !== null) await setViewAlert(tx, view.id, alert);
  return isNew ? { is: 'done', views: await listTeamViews(tx) } : {
    is: 'refused',
    words: 'The team has a view of that name on that page. Give yours another name, or change ' +
      'that one.',
  };
};

export const changeView = (
  tx: Tx,
  { id, search, isCountable, alert: wanted }: ViewChange,
  hand: ViewHand,
): Promise<ViewsAnswer> => onView(tx, id, hand, async (view) => {
  const alert = wanted === undefined ? view.alert : wanted;
  const wrong = wrongWithAlert({ id, page: view.page, alert, isCountable },
    await listTeamViews(tx)) ?? await unknownAddress(tx, wanted ?? null);
  if (wrong !== null) return wrong;
  await changeTeamView(tx, id, { search, by: hand.name, at: hand.now });
  // What was told of another list or number says nothing of this one.
  const isAsBefore = search === view.search && alert?.above === view.alert?.above &&
    alert?.to === view.alert?.to;
  if (!isAsBefore) await setViewAlert(tx, id, alert);
  return null;
});

export const takeViewAway = (tx: Tx, id: string, hand: ViewHand): Promise<ViewsAnswer> =>
  onView(tx, id, hand, async () => {
    await setViewAlert(tx, id, null);
    await removeTeamView(tx, id);
    return null;
  });

/** Why a view cannot carry the alert; null where it can, and where it carries none. */
const wrongWithAlert = (
  { id, page, alert, isCountable }: Pick<ViewWanted, 'id' | 'page' | 'alert' | 'isCountable'>,
  views: readonly TeamView[],
): string | null => {
  if (alert === null) return null;
  if (page !== '/orders') return 'An alert counts orders: only a view of Orders carries one.';
  if (!isCountable) {
    return 'The list of orders does not know what the view asks for, so that it cannot be counted.';
  }
  return views.filter((one) => one.alert !== null && one.id !== id).length < mostAlerts ? null
    : `${String(mostAlerts)} views of the team carry an alert already. Take one away that nobody ` +
      'goes by.';
};

const unknownAddress = async (tx: Tx, alert: ViewAlertWish | null): Promise<string | null> => {
  if (alert === null) return null;
  const { alerts = {} } = await readPolicy(tx);
  if (Object.hasOwn(alerts, alert.to)) return null;
  const known = Object.keys(alerts);
  return `The policy names no address for alerts called ${alert.to}. ` +
    (known.length === 0 ? 'It names none at all.' : `It names ${listed(known)}.`);
};

const onView = async (
  tx: Tx,
  id: string,
  hand: ViewHand,
  /** Answers in words why it cannot be done; null where it was. */
  work: (view: TeamView) => Promise<string | null>,
): Promise<ViewsAnswer> => {
  const view = await lockTeamView(tx, id);
  if (view === null) return { is: 'no-such-view' };
  if (!mayChange(view, hand)) {
    return { is: 'not-yours', words: `The view is changed by ${view.madeBy}, who made it, or by ` +
      'a lead or an admin.' };
  }
  const wrong = await work(view);
  if (wrong !== null) return { is: 'refused', words: wrong };
  return { is: 'done', views: await listTeamViews(tx) };
};
