/**
 * A row told as it would come about: the warehouse's words, our own calls and what the looks show,
 * one sighting after another. Our calls are taken from decisions, so that no row rests on facts
 * that the hand-over could not have made.
 */
import { absorb } from '../../src/core/facts/absorb.ts';
import { contentOf } from '../../src/core/decide/action-content.ts';
import { decide } from '../../src/core/decide/decide.ts';
import type { Action } from '../../src/core/model/decision.ts';
import type { Circumstances, Dossier, Outcome } from '../../src/core/model/dossier.ts';
import { attemptId } from '../../src/core/model/ids.ts';
import { later, type Instant } from '../../src/core/model/instant.ts';
import type { Sighting } from '../../src/core/model/sighting.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { calm, consignment, leicester, minutes, noon, obey, written } from '../kit.ts';
import type { Setting } from './setting.ts';

export type Story = {
  readonly setting: Setting;
  readonly dossier: Dossier;
  /** The policy while the story came about, */
  readonly before: Policy;
  /** and the one it is judged by. */
  readonly policy: Policy;
  readonly now: Instant;
};

/** A row that no course of events leads to, and why. */
export type Cannot = { readonly cannot: string };
export const cannot = (why: string): Cannot => ({ cannot: why });

export type Step = (story: Story) => Story | Cannot;

/** Minutes before noon, when most of every story has happened. */
export const ago = (count: number): Instant => later(noon, -minutes(count));

/** When the last word of the warehouse, the channel and the desk came: a moment before noon. */
export const lastWord: Instant = later(noon, -90_000);

export const seen = (story: Story, ...sightings: readonly Sighting[]): Story =>
  ({ ...story, dossier: sightings.reduce(absorb, story.dossier) });

/** Whatever was wished at that moment was done at once, and seen. */
export const obeyed = (story: Story, at: Instant): Story => {
  const decision = decide(story.dossier, story.before, calm(at), at);
  return { ...story, dossier: obey(story.dossier, decision, at).dossier };
};

export const wishesAt = (story: Story, at: Instant): readonly Action[] =>
  decide(story.dossier, story.policy, calm(at), at).consignments.flatMap((one) => one.actions);

export const isTelling = (
  action: Action,
): action is Extract<Action, { do: 'tell-warehouse' | 'tell-channel' }> =>
  action.do === 'tell-warehouse' || action.do === 'tell-channel';

/** One call as the loop makes it: begun before it leaves, then answered or not. */
export const tried = (
  story: Story,
  action: Action,
  begunAt: Instant,
  outcome: Outcome | null,
): Story => {
  const count = Object.keys(story.dossier.consignments[consignment]?.attempts ?? {}).length;
  const id = attemptId(`att_${String(count)}_told`);
  return seen(story,
    ...(isTelling(action) ? [written(consignment, action, begunAt)] : []),
    { kind: 'begun', consignment, attempt: {
      id, operation: action.do, about: action.about, content: contentOf(action), begunAt,
      outcome: null,
    } },
    ...(outcome === null ? []
      : [{ kind: 'answered', consignment, attempt: id, outcome } satisfies Sighting]));
};

/** What bears on the account when the row is judged. */
export const circumstancesOf = ({ setting, now }: Story): Circumstances => {
  const shelf = { enough: 10, out: 0, unknown: null }[setting.stock];
  const level = shelf === null ? null : { available: shelf, at: ago(5) };
  return {
    contacts: setting.guard === 'never' ? {} : contactsOf(setting, now),
    stock: level === null ? {} : { [leicester]: { 'TEE-BLK-M': level, 'MUG': level } },
  };
};

const contactsOf = ({ guard, attempt }: Setting, now: Instant): Circumstances['contacts'] => {
  switch (guard) {
    case 'release':
    case 'withdraw':
    case 'write':
    case 'void':
      return calm(now, {
        paused: [{ effect: guard, by: 'Maya', why: 'the printers are down', until: null }],
      }).contacts;
    case 'tripped':
      return calm(now, { lately: { withdrawals: 100, voids: 20 } }).contacts;
    case 'stale':
      return calm(later(now, -minutes(60))).contacts;
    case 'never':
      return {};
    case 'none':
      // An unanswered call of a minute ago may take effect until twenty seconds ago.
      return attempt === 'unknown' ? calm(later(now, -45_000)).contacts
        : calm(now, { labelsTwiceThrough: now }).contacts;
    default:
      return guard satisfies never;
  }
};
