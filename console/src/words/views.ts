/** Views that somebody gave a name. */
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
  whereTeam: 'Everybody sees it beside the lists. You, a lead or an administrator change it: keep '
    + 'another view under its name.',
  madeBy: (name: string, by: string) => `“${name}” is kept for the team by ${by}.`,
  changedBy: 'Who made it, a lead or an administrator may change it.',
  takeAway: (name: string) => `Take the view ${name} away from the team`,
  makeHome: 'Make it my home page',
  noHome: 'It is my home page: open with Flow again',
  forget: (name: string) => `Forget the view ${name}`,
};
