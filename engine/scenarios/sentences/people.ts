/** What people rule and pause, and what the channel says. */
import { layOut } from '../../src/core/decide/case.ts';
import { goodsToSend, whyNotSent } from '../../src/core/decide/goods-to-send.ts';
import { aboutException, isClosable } from '../../src/core/facts/about-exception.ts';
import { aboutLeaving, aboutTelling } from '../../src/core/facts/about-telling.ts';
import { fingerprint } from '../../src/core/facts/fingerprint.ts';
import { messagesTo } from '../../src/core/facts/messages.ts';
import { releasesOf } from '../../src/core/facts/releases.ts';
import type {
  ConsignmentFacts, Effect, Ruling, RulingKind,
} from '../../src/core/model/dossier.ts';
import { rulingId } from '../../src/core/model/ids.ts';
import type { ChannelOrder } from '../../src/core/model/channel.ts';
import { wallTime } from '../clock.ts';
import { consignment, noon } from '../kit.ts';
import { circumstances, see, StoryError, word, type Sentence, type World } from '../world.ts';

/** A ruling in the words of whoever makes it, and the facts that it is about. */
const rulings: readonly {
  readonly says: string;
  readonly kind: RulingKind;
  readonly about: (world: World, facts: ConsignmentFacts) => string | null;
}[] = [
  { says: 'ship what is there', kind: 'ship-short', about: (world) => {
    const short = world.decision.exceptions.find((one) => one.code === 'pick.short')?.because;
    return fingerprint(short?.is === 'short' ? short.lines : []);
  } },
  { says: 'the address is right', kind: 'address-confirmed',
    about: (_, { says }) => fingerprint(says?.snapshot.shipTo) },
  { says: 'the weight is right', kind: 'weight-confirmed',
    about: (_, { says }) => fingerprint(
      says?.snapshot.lines.map(({ line, weightGrams }) => [line, weightGrams])) },
  { says: 'release it again', kind: 'release-again',
    about: (world, facts) => releasesOf(facts, world.now).at(-1)?.key ?? null },
  { says: 'try it again', kind: 'try-again',
    about: (_, facts) => Object.values(facts.attempts).at(-1)?.about ?? null },
  { says: 'tell the warehouse again', kind: 'tell-again',
    about: (_, facts) => messagesTo(facts, 'warehouse').at(-1)?.id ?? null },
  { says: 'tell the channel again', kind: 'tell-again',
    about: (_, facts) => messagesTo(facts, 'channel').at(-1)?.id ?? null },
  { says: 'change what another program made', kind: 'change-adopted',
    about: (_, facts) => Object.keys(facts.adopted ?? {})[0] ?? null },
  { says: 'the warehouse was told by hand', kind: 'told-by-hand',
    about: (_, facts) => aboutTelling(facts, 'warehouse') },
  { says: 'the channel was told by hand', kind: 'told-by-hand',
    about: (_, facts) => aboutTelling(facts, 'channel') },
  { says: 'it was seen leaving', kind: 'seen-leaving', about: (_, facts) => aboutLeaving(facts) },
  { says: 'it is settled', kind: 'close',
    about: ({ decision }) => {
      const gravest = decision.exceptions.find(isClosable);
      return gravest === undefined ? null : aboutException(gravest);
    } },
  { says: 'believe the next revision', kind: 'accept-new-series', about: () => null },
];

const effects: Readonly<Record<string, Effect>> = {
  'releases': 'release', 'withdrawals': 'withdraw', 'voids': 'void', 'changes': 'write',
};

export const people: readonly Sentence[] = [
  {
    says: /^(?<who>[A-Z]\w+) holds it(?: until (?<until>[^“]+?))?: “(?<why>.+)”$/,
    means: (world, words) => rule(world, {
      kind: 'hold', by: word(words, 'who'), why: word(words, 'why'), about: null,
      until: words['until'] === undefined ? null : wallTime(words['until']),
    }),
  },
  {
    says: /^(?<who>[A-Z]\w+) takes (?<which>it|the last ruling) back: “(?<why>.+)”$/,
    means: (world, words) => {
      const last = world.dossier.consignments[consignment]?.rulings.at(-1);
      if (last === undefined) throw new StoryError('there is no ruling to take back');
      return see(world, {
        kind: 'ruling-withdrawn', consignment, ruling: last.id,
        withdrawal: { at: world.now, by: word(words, 'who'), why: word(words, 'why') },
      });
    },
  },
  {
    says: /^(?<who>[A-Z]\w+) rules: (?<ruling>.+)$/,
    means: (world, words) => {
      const found = rulings.find((one) => one.says === words['ruling']);
      const facts = world.dossier.consignments[consignment];
      if (found === undefined || facts === undefined) {
        throw new StoryError(`people rule: ${rulings.map((one) => one.says).join(', ')}`);
      }
      return rule(world, {
        kind: found.kind, by: word(words, 'who'), why: 'said so at the bench', until: null,
        about: found.about(world, facts),
      });
    },
  },
  {
    says: new RegExp(
      '^(?<who>[A-Z]\\w+) says that it left by (?<carrier>[^:]+?)(?: with (?<number>\\S+))?: ' +
      '“(?<why>.+)”$'),
    means: (world, words) => {
      const facts = world.dossier.consignments[consignment];
      const at = facts === undefined ? null
        : layOut(world.dossier, facts, world.policy, circumstances(world), world.now);
      if (at === null) throw new StoryError('nothing is known that could have left');
      const why = whyNotSent(at);
      if (why !== null) throw new StoryError(`nobody can say that it left: ${why}`);
      const lines = goodsToSend(at);
      return rule(world, {
        kind: 'sent-otherwise', by: word(words, 'who'), why: word(words, 'why'), until: null,
        about: fingerprint(lines),
        sent: { carrier: word(words, 'carrier'), trackingNumber: words['number'] ?? null, lines },
      });
    },
  },
  {
    says: /^(?<who>[A-Z]\w+) pauses (?<what>releases|withdrawals|voids|changes): “(?<why>.+)”$/,
    means: (world, words) => ({ ...world, contact: { ...world.contact, paused: [{
      effect: effects[word(words, 'what')] ?? 'release', by: word(words, 'who'),
      why: word(words, 'why'), until: null,
    }] } }),
  },
  {
    says: /^(?<who>[A-Z]\w+) ends the pause$/,
    means: (world) => ({ ...world, contact: { ...world.contact, paused: [] } }),
  },
  {
    says: /^the channel says (?<status>paid|cancelled|not paid)$/,
    means: (world, words) => see(world, {
      kind: 'channel-says', arrivedAt: world.now,
      order: channelOrder(world, words['status'] === 'not paid'
        ? 'pending' : words['status'] === 'paid' ? 'paid' : 'cancelled'),
    }),
  },
];

const rule = (world: World, ruling: Omit<Ruling, 'id' | 'at'>): World => {
  const count = world.dossier.consignments[consignment]?.rulings.length ?? 0;
  return see(world, { kind: 'ruled', consignment, ruling: {
    id: rulingId(`rul_${String(count + 1)}`), at: world.now, ...ruling,
  } });
};

const channelOrder = (world: World, status: ChannelOrder['status']): ChannelOrder => ({
  reference: 'SO-412345', revision: (world.dossier.channelSays?.order.revision ?? 0) + 1,
  updatedAt: world.now, orderNumber: 'SO-412345', status, placedAt: noon, requestedService: null,
  shipBy: null, shipTo: null, lines: [],
});
