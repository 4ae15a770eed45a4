import type { Headline, Obligation } from '../model/decision.ts';
import { explainReason } from './reason.ts';
import { clock, partyWord, type Reader } from './words.ts';

/** The one sentence of an order: what is, since when, who is next, and when it is late. */
export const explainHeadline = (headline: Headline, reader: Reader): string => {
  const { because } = headline;
  const what = explainReason(because.is === 'over-limit' ? because.then : because, reader);
  if (headline.waitsOn === null || headline.since === null) return what;
  // It began to wait before it was late; what happens now is said first, that it is late once.
  if (because.is === 'over-limit') {
    return `${what} Waits on ${partyWord[headline.waitsOn]}, ` +
      `late since ${clock(because.limitAt, reader)}.`;
  }
  const since = `Waits on ${partyWord[headline.waitsOn]} since ${clock(headline.since, reader)}`;
  const limit = headline.limitAt === null ? ''
    : headline.limitAt <= reader.now ? `, late since ${clock(headline.limitAt, reader)}`
    : `, late after ${clock(headline.limitAt, reader)}`;
  return `${what} ${since}${limit}.`;
};

export const explainObligation = ({ state }: Obligation, reader: Reader): string => {
  const what = explainReason(state.because, reader);
  switch (state.is) {
    case 'later':
    case 'not-owed':
    case 'met':
      return what;
    case 'open':
      return state.limitAt !== null && state.limitAt <= reader.now
        ? `${what} Late since ${clock(state.limitAt, reader)}.` : what;
    default:
      return state satisfies never;
  }
};
