/** What only the screen on the wall says; the rest it says as Flow does. */
import { numeral, plural } from './counted.ts';

export const wallWords = {
  title: 'Wall',
  ago: (time: string) => `That was ${time} ago.`,
  again: 'This screen looks again by itself.',
  stopped: (count: number) =>
    `${plural(count, 'connection stands', 'connections stand')} still: Flow says which.`,
  moreVans: (count: number) => `and ${plural(count, 'later one', 'later ones')}`,
  blocked: (count: number) => `${numeral(count)} blocked`,
  pace: {
    vanMissesToo: (count: number) => `and ${numeral(count)} more will miss it`,
    vanOthersMakeIt: 'will miss it; the others make it',
    vanOnlyBlocked: 'will miss it unless somebody acts',
    vanNoPace: 'pace not known yet',
  },
  signedOutTitle: 'Somebody has to sign in at this screen',
  signedOut: 'Nobody is signed in here, or not any more: a session lasts twelve hours. A key that '
    + 'may only read is enough. The numbers then come back by themselves.',
  signIn: 'Sign in at this screen',
};
