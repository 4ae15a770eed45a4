/** Gatepass carries out what it wishes, and the other side does as asked, refuses or is silent. */
import { addressOf, contentOf } from '../../src/core/decide/action-content.ts';
import type { Action, Decision } from '../../src/core/model/decision.ts';
import type { Outcome } from '../../src/core/model/dossier.ts';
import {
  attemptId, labelId, type ConsignmentId, type MessageId,
} from '../../src/core/model/ids.ts';
import { later } from '../../src/core/model/instant.ts';
import type { Sighting } from '../../src/core/model/sighting.ts';
import { boughtLabel, obey, written } from '../kit.ts';
import {
  everyConsignment, see, StoryError, word, type Sentence, type World,
} from '../world.ts';

type Side = 'ShipStation' | 'warehouse' | 'channel';

export const gatepass: readonly Sentence[] = [
  {
    says: /^Gatepass carries it out$/,
    means: (world) => {
      needWish(world.decision.consignments.flatMap((one) => one.actions));
      return { ...world, dossier: obey(world.dossier, world.decision, world.now).dossier };
    },
  },
  {
    says: /^Gatepass carries it out in ShipStation$/,
    means: (world) => ({ ...world, dossier: obey(
      world.dossier, only(world.decision, 'ShipStation'), world.now).dossier }),
  },
  {
    says: new RegExp(
      '^Gatepass asks; (?:the )?(?<who>ShipStation|warehouse|channel) ' +
      'refuses: “(?<text>.+)”$'),
    means: (world, words) => ask(world, words['who'], {
      is: 'refused', at: later(world.now, 1), code: 'refused', text: word(words, 'text'),
    }),
  },
  {
    says: /^Gatepass asks; (?:the )?(?<who>ShipStation|warehouse|channel) gives no answer$/,
    means: (world, words) => ask(world, words['who'], null),
  },
  {
    says: /^Gatepass asks; (?:the )?(?<who>ShipStation|warehouse|channel) answers in gibberish$/,
    means: (world, words) => ask(world, words['who'], {
      is: 'unknown', at: later(world.now, 1), text: 'gibberish',
    }),
  },
  {
    says: /^Gatepass asks; (?:the )?(?<who>ShipStation|warehouse|channel) says yes, no more$/,
    means: (world, words) => ask(world, words['who'], { is: 'done', at: later(world.now, 1) }),
  },
  {
    says: /^Gatepass asks; ShipStation sells it: (?<tracking>\S+)$/,
    means: (world, words) => sold(world, word(words, 'tracking')),
  },
  {
    says: /^the (?<who>warehouse|channel) confirms the message$/,
    means: (world, words) => see(world, ...unconfirmed(world, words['who']).map(
      ({ consignment, message }): Sighting =>
        ({ kind: 'acknowledged', consignment, message, at: world.now }))),
  },
  // Nothing happens but that the clock goes on.
  { says: /^time passes$/, means: (world) => world },
];

const sideOf = (action: Action): Side => {
  switch (action.do) {
    case 'tell-warehouse': return 'warehouse';
    case 'tell-channel': return 'channel';
    default: return 'ShipStation';
  }
};

const only = (decision: Decision, who: string | undefined): Decision => {
  const consignments = decision.consignments.map((one) =>
    ({ ...one, actions: one.actions.filter((action) => sideOf(action) === who) }));
  needWish(consignments.flatMap((one) => one.actions));
  return { ...decision, consignments };
};

const needWish = (wishes: readonly Action[]): void => {
  if (wishes.length === 0) throw new StoryError('Gatepass wishes for nothing of the kind');
};

/** The call leaves; what came back is the outcome, and nothing is shown yet. */
const ask = (world: World, who: string | undefined, outcome: Outcome | null): World =>
  only(world.decision, who).consignments.reduce(
    (so, { consignment, actions }) => actions.reduce((and, action) => {
      const count = Object.keys(and.dossier.consignments[consignment]?.attempts ?? {}).length;
      const attempt = attemptId(`att_${String(count)}_${consignment}`);
      const address = addressOf(action);
      const answered: readonly Sighting[] = outcome === null ? []
        : [{ kind: 'answered', consignment, attempt, outcome }];
      return see(and,
        ...(action.do === 'tell-warehouse' || action.do === 'tell-channel'
          ? [written(consignment, action, and.now)] : []),
        { kind: 'begun', consignment, attempt: {
          id: attempt, operation: action.do, about: action.about, content: contentOf(action),
          begunAt: and.now, outcome: null,
          ...(address === null ? {} : { sentTo: address }),
        } },
        ...answered);
    }, so), world);

/** The label comes with the answer; the order itself shows as shipped at the next look. */
const sold = (world: World, tracking: string): World => {
  const asked = ask(world, 'ShipStation', { is: 'done', at: later(world.now, 1) });
  return world.decision.consignments.reduce((so, { consignment, actions }) =>
    actions.reduce((and, action) => {
      if (action.do !== 'buy-label') return and;
      const order = and.dossier.consignments[consignment]?.orders[action.order]?.order;
      if (order === undefined) throw new StoryError('a label is bought for an order that stands');
      return see(and,
        { kind: 'label', consignment, seenAt: later(and.now, 1), label: {
          ...boughtLabel(order, action, and.now), id: labelId(tracking), trackingNumber: tracking,
        } },
        { kind: 'shipstation-order', consignment, seenAt: later(and.now, 2), order: {
          ...order, status: { is: 'shipped' }, modifiedAt: later(and.now, 1),
        } });
    }, so), asked);
};

const unconfirmed = (
  world: World,
  who: string | undefined,
): readonly { readonly consignment: ConsignmentId; readonly message: MessageId }[] =>
  everyConsignment(world).flatMap((facts) => Object.values(facts.messages)
    .filter((one) => one.to === who && one.acknowledgedAt === null)
    .map((one) => ({ consignment: facts.id, message: one.id })));
