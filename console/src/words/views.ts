/** Views that somebody gave a name. */
import { numeral, plural } from './counted.ts';

export const viewsWords = {
  title: 'Your own views',
  team: 'Views of the team',
  keep: 'Keep this view …',
  keepNow: 'Keep it',
  name: 'Name of the view',
  nameEmpty: 'Give it a name.',
  where: 'It is kept in this browser only, for whoever works at it. To give it to somebody, send '
    + 'them the address of this page: it holds the whole view.',
  forTeam: 'For the whole team',
  whereTeam: 'Everybody sees it beside the lists. You, a lead or an admin change it: keep '
    + 'another view under its name.',
  madeBy: (name: string, by: string) => `“${name}” is kept for the team by ${by}.`,
  changedBy: 'Who made it, a lead or an admin may change it.',
  takeAway: (name: string) => `Take the view ${name} away from the team`,
  alert: 'Alert …',
  alertOf: (name: string) => `Alert of the view ${name}`,
  keepAlert: 'Keep the alert',
  tell: 'Tell',
  nobody: 'nobody',
  above: 'when it shows more orders than',
  aboveMissing: 'Give a whole number, such as 10.',
  alertMeans: 'It is counted every minute and told once; again when it has shown no more than '
    + 'that in between, an hour later at the earliest.',
  noAddress: 'Nobody can be told of it yet: the policy names no address for alerts.',
  isTold: (to: string, above: number) =>
    `${to} is told when it shows more than ${plural(above, 'order', 'orders')}.`,
  noneTold: (to: string) => `The policy names no address ${to} for alerts: nobody is told.`,
  lastTold: 'Last told',
  toldWith: (count: number) => `with ${numeral(count)}`,
  isStill: '.',
  isOver: '; it has shown no more than that since.',
  makeHome: 'Make it my home page',
  noHome: 'It is my home page: open with Flow again',
  forget: (name: string) => `Forget the view ${name}`,
};
