/** Views that somebody gave a name. */
export const viewsWords = {
  title: 'Your own views',
  keep: 'Keep this view …',
  keepNow: 'Keep it',
  name: 'Name of the view',
  nameEmpty: 'Give it a name.',
  where: 'It is kept in this browser only, for whoever works at it. To give it to somebody, send '
    + 'them the address of this page: it holds the whole view.',
  forget: (name: string) => `Forget the view ${name}`,
};
