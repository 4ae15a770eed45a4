/** How often lists of another system may be looked at, where people set it. */
import type { Milliseconds } from '../model/instant.ts';
import { duration, members, problemAt, type Place } from './reading.ts';

export type LookBounds = {
  /** Not sooner after the last look, whoever waits for what it will show. */
  readonly atMostEvery?: Milliseconds;
  /** Not later after the last look, be anything expected of it or not. */
  readonly atLeastEvery?: Milliseconds;
};

/** By the name of the feed; what is left out goes by the connector's own numbers. */
export type Looks = Readonly<Record<string, LookBounds>>;

/** A look takes about a second to be answered; sooner again it would mostly ask for nothing. */
export const shortestBetweenLooks: Milliseconds = 2_000;

export const lookBounds = (place: Place): LookBounds | null => {
  const m = members(place, ['atMostEvery', 'atLeastEvery']);
  const atMostEvery = boundIn(m.get('atMostEvery'));
  const atLeastEvery = boundIn(m.get('atLeastEvery'));
  const least = m.get('atLeastEvery');
  if (least !== undefined && atMostEvery !== null && atLeastEvery !== null &&
    atMostEvery > atLeastEvery) {
    return problemAt(least, 'is shorter than atMostEvery: no look could keep to both');
  }
  return {
    ...(atMostEvery === null ? {} : { atMostEvery }),
    ...(atLeastEvery === null ? {} : { atLeastEvery }),
  };
};

const boundIn = (place: Place | undefined): Milliseconds | null => {
  if (place === undefined || place.value === null) return null;
  const length = duration(place);
  return length !== null && length < shortestBetweenLooks
    ? problemAt(place, 'must be 2s or more') : length;
};
