/** Our own calls in a row, made for what was wished a minute before it is judged. */
import { labelId, rulingId } from '../../src/core/model/ids.ts';
import { later, type Instant } from '../../src/core/model/instant.ts';
import type { Action } from '../../src/core/model/decision.ts';
import type { Sighting } from '../../src/core/model/sighting.ts';
import { consignment, deskLabels, snapshotWith } from '../kit.ts';
import { second, voided } from './in-shipstation.ts';
import {
  cannot, isTelling, seen, tried, wishesAt, type Cannot, type Step, type Story,
} from './story.ts';
import { says } from './words-of-warehouse.ts';

const secondsBefore = (now: Instant, seconds: number): Instant => later(now, -1_000 * seconds);

/** What was asked of ShipStation. */
export const asked: Step = (story) => {
  const { attempt } = story.setting;
  if (attempt === 'untried') return story;
  const wishes = wishesAt(story, secondsBefore(story.now, 70)).filter((one) => !isTelling(one));
  if (wishes.length === 0) return cannot('nothing was wished of ShipStation, so nothing was tried');
  return wishes.reduce<Story | Cannot>(
    (so, wish) => ('cannot' in so ? so : askedFor(so, wish)), story);
};

const askedFor = (story: Story, action: Action): Story | Cannot => {
  const { now } = story;
  const refused = { is: 'refused', at: secondsBefore(now, 59), code: '400', text: 'no' } as const;
  const begun = secondsBefore(now, 60);
  switch (story.setting.attempt) {
    case 'untried':
      return story;
    case 'under-way':
      return tried(story, action, secondsBefore(now, 5), null);
    case 'done':
      return tried(story, action, begun, { is: 'done', at: secondsBefore(now, 59) });
    case 'refused':
      return tried(story, action, begun, refused);
    case 'refused-before':
      return action.do !== 'create-order' && action.do !== 'amend-order'
        ? cannot('only an order has content that can change after a refusal')
        : says(tried(story, action, begun, refused), {
            shipTo: { ...snapshotWith().shipTo, phone: '0116 496 0999' },
          }, secondsBefore(now, 30));
    case 'unknown':
    case 'looked':
      return tried(story, action, begun, null);
    case 'again':
      return seen(tried(story, action, begun, refused),
        ruled('try-again', action.about, secondsBefore(now, 10)));
    default:
      return story.setting.attempt satisfies never;
  }
};

/** What was told to the warehouse and the channel. */
export const toldThem: Step = (story) => {
  const { message } = story.setting;
  if (message === 'unwritten') return story;
  const wishes = wishesAt(story, secondsBefore(story.now, 70)).filter(isTelling);
  if (wishes.length === 0) return cannot('nobody was to be told anything');
  return overtaken(wishes.reduce(toldOf, story));
};

const toldOf = (story: Story, action: Action): Story => {
  const { now } = story;
  const begun = secondsBefore(now, 60);
  const done = { is: 'done', at: secondsBefore(now, 59) } as const;
  const refused = { is: 'refused', at: done.at, code: '422', text: 'order is closed' } as const;
  const confirmed = (): Story => seen(tried(story, action, begun, done), {
    kind: 'acknowledged', consignment, at: secondsBefore(now, 50),
    message: isTelling(action) ? action.message.id : neverTold(),
  });
  switch (story.setting.message) {
    case 'unwritten':
      return story;
    case 'under-way':
      return tried(story, action, secondsBefore(now, 5), null);
    case 'done':
    case 'overtaken':
      return tried(story, action, begun, done);
    case 'confirmed':
    case 'void':
    case 'relabelled':
      return confirmed();
    case 'refused':
      return tried(story, action, begun, refused);
    case 'again':
      return seen(tried(story, action, begun, refused),
        ruled('tell-again', action.about, secondsBefore(now, 10)));
    case 'due':
      return tried(story, action, begun, null);
    case 'not-due':
      return tried(story, action, secondsBefore(now, 3), {
        is: 'unknown', at: secondsBefore(now, 2), text: 'the connection was cut',
      });
    default:
      return story.setting.message satisfies never;
  }
};

/** The label that was told of is voided since, or another took its place. */
const overtaken = (story: Story): Story | Cannot => {
  const { message } = story.setting;
  if (message !== 'void' && message !== 'overtaken' && message !== 'relabelled') return story;
  const facts = story.dossier.consignments[consignment];
  const first = facts?.labels[labelId('9001')]?.label;
  const order = first?.order == null ? undefined : facts?.orders[first.order]?.order;
  if (first === undefined || order === undefined || first.voidedAt !== null) {
    return cannot('only a label that was told of can be taken back');
  }
  const gone = voided(story, order, secondsBefore(story.now, 30));
  return message !== 'relabelled' ? gone : {
    ...gone, dossier: deskLabels(gone.dossier, order, secondsBefore(story.now, 20), second),
  };
};

const ruled = (kind: 'try-again' | 'tell-again', about: string, at: Instant): Sighting => ({
  kind: 'ruled', consignment, ruling: {
    id: rulingId(`rul_${kind}_${about}`), kind, by: 'Maya', why: 'they mended it', at, until: null,
    about,
  },
});

const neverTold = (): never => {
  throw new Error('only messages are acknowledged');
};
