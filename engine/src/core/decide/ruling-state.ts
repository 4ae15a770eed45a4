/** Whether a ruling still counts, or why it does not any more. */
import { aboutLeaving, aboutTelling } from '../facts/about-telling.ts';
import { fingerprint } from '../facts/fingerprint.ts';
import { isMadeSince } from '../facts/rulings.ts';
import type { Exception } from '../model/decision.ts';
import type { Ruling } from '../model/dossier.ts';
import type { Case } from './case.ts';

/**
 * `used`: it was about one more try, and that was made. `lapsed`: the facts it was about have
 * changed. `over`: its time is up.
 */
export type RulingState = 'in-force' | 'used' | 'lapsed' | 'over' | 'withdrawn';

export const rulingState = (
  at: Case,
  /** What is wrong now, and what would be if nobody had closed anything. */
  { standing, unclosed }: {
    readonly standing: readonly Exception[];
    readonly unclosed: ReadonlySet<string>;
  },
  ruling: Ruling,
): RulingState => {
  const { facts, now } = at;
  if (facts.withdrawn?.[ruling.id] !== undefined) return 'withdrawn';
  if (ruling.until !== null && ruling.until <= now) return 'over';
  if (ruling.kind === 'accept-new-series') {
    return facts.says?.acceptsFrom === ruling.at ? 'in-force' : 'used';
  }
  if (ruling.about === null) return 'in-force';
  if (ruling.kind === 'try-again' || ruling.kind === 'tell-again') {
    const isTried = Object.values(facts.attempts).some((one) =>
      one.about === ruling.about && isMadeSince(one, ruling));
    return isTried ? 'used' : 'in-force';
  }
  return isAboutNow(at, standing, unclosed, ruling) ? 'in-force' : 'lapsed';
};

const isAboutNow = (
  at: Case,
  standing: readonly Exception[],
  unclosed: ReadonlySet<string>,
  { kind, about }: Ruling,
): boolean => {
  const { facts, snapshot } = at;
  switch (kind) {
    case 'address-confirmed':
      return about === fingerprint(snapshot.shipTo);
    case 'weight-confirmed':
      return about === fingerprint(
        snapshot.lines.map(({ line, weightGrams }) => [line, weightGrams]));
    case 'ship-short':
      return standing.some(({ because }) =>
        (because.is === 'short' || because.is === 'to-ship-short') &&
        fingerprint(because.lines) === about);
    case 'release-again':
      return at.releases.some((one) => one.key === about);
    case 'change-adopted':
      return Object.keys(facts.adopted ?? {}).some((one) => one === about);
    case 'told-by-hand':
      return about === aboutTelling(facts, 'warehouse') ||
        about === aboutTelling(facts, 'channel');
    case 'seen-leaving':
      return about === aboutLeaving(facts);
    case 'close':
      return about !== null && unclosed.has(about);
    // What has happened stays so, whatever changes afterwards.
    case 'sent-otherwise':
    case 'hold':
    case 'try-again':
    case 'tell-again':
    case 'accept-new-series':
      return true;
    default:
      return kind satisfies never;
  }
};
