/** What stands around the pages of the handbook and the guides; they themselves are Markdown. */
export const handbookWords = {
  name: 'Handbook',
  home: 'Handbook: all pages',
  ways: 'Ways from this page',
  back: 'Back',
  print: 'Print',
  contents: 'On this page',
  looking: 'Fetching the page …',
  none: 'The handbook has no page at this address. Its first page lists them all.',
  failed: 'The page did not arrive.',
} as const;
