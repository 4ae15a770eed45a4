// Long because: it is one list, a story for each rule.
/**
 * For every rule of the core one story that a merchant could live through, told over HTTP, and the
 * sentence that the order's page then shows.
 */
import { labelId, shipStationOrderId } from '../src/core/model/ids.ts';
import { documentOf, madeElsewhere, type Stage } from './stage.ts';
import type { PublicHands } from './public-hands.ts';

export type PublicStory = {
  readonly told: string;
  readonly play: (hands: PublicHands, stage: Stage) => Promise<unknown>;
  /** What the order's page says then. */
  readonly reads: string;
};

const tee = (over: Readonly<Record<string, unknown>> = {}) => ({
  line: '1', channelLine: '881', sku: 'TEE', ordered: 2, allocated: 2, picked: 2, packed: 2,
  weightGrams: 180, ...over,
});
const left = (over: Readonly<Record<string, unknown>> = {}) => ({
  status: 'dispatched', lines: [tee()],
  dispatch: {
    at: '2026-11-22T12:00:00Z', carrier: 'DPD', service: null, trackingNumbers: ['TRACK-SO-1'],
    ...over,
  },
});

/** Packed, in ShipStation, and seen there. */
const released = async (on: PublicHands): Promise<void> => {
  await on.says({ lines: [tee()] });
  await on.work();
  await on.look();
};

/** A minute on, and ShipStation looked at: what waits for a fresh look has had it. */
const later = async (on: PublicHands): Promise<void> => {
  on.wait(1);
  await on.look();
};

const labelled = async (on: PublicHands): Promise<void> => {
  await released(on);
  on.label();
  await on.look();
};

const atPeace = async (on: PublicHands): Promise<void> => {
  await labelled(on);
  await on.work();
};

export const publicStories: Readonly<Record<string, PublicStory>> = {
  startLine: {
    told: 'a warehouse goes live at one o’clock, and speaks of an order from before',
    play: async (on) => {
      await on.policy({ warehouse: { startLine: '2026-11-22T13:00:00Z' } });
      await on.says();
    },
    reads: 'before',
  },
  knownPlaces: {
    told: 'an order of a channel that the policy does not know',
    play: (on) => on.says({ channel: 'shop-fr' }),
    reads: 'channel.unknown: ',
  },
  wrongClock: {
    told: 'the warehouse’s clock is an hour ahead',
    play: (on) => on.says({ updatedAt: '2026-11-22T13:00:00Z' }),
    reads: 'warehouse.wrong-clock: ',
  },
  olderSeries: {
    told: 'three older revisions in a row, each of them new',
    play: async (on) => {
      await on.says({ revision: 900 });
      for (const revision of [1, 2, 3]) await on.says({ revision });
    },
    reads: 'revision.older-series: ',
  },
  cancellation: {
    told: 'the channel cancels before the pick',
    play: async (on) => {
      await on.says({ status: 'received' });
      await on.sold({ status: 'cancelled' });
    },
    reads: 'The order was cancelled by the channel',
  },
  contradiction: {
    told: 'packed, and only one of two picked',
    play: (on) => on.says({ lines: [tee({ picked: 1 })] }),
    reads: 'line.contradictory: ',
  },
  gate: {
    told: 'picked, where the gate is packed',
    play: (on) => on.says({ status: 'picked', lines: [tee({ packed: 0 })] }),
    reads: 'They may go to ShipStation when everything is packed',
  },
  labelBeforeGate: {
    told: 'labelled at the desk, and the goods go back to the bench',
    play: async (on) => {
      await labelled(on);
      await on.says({ status: 'picking', lines: [tee({ picked: 0, packed: 0 })] });
    },
    reads: 'label.before-gate: ',
  },
  shortAfterLabel: {
    told: 'one of two turns out to be missing when the label is on the box',
    play: async (on) => {
      await labelled(on);
      await on.says({ lines: [tee({ picked: 1, packed: 1, short: 1 })] });
    },
    reads: 'pick.short-labelled: ',
  },
  shortPick: {
    told: 'one of two found',
    play: (on) => on.says({ lines: [tee({ picked: 1, packed: 1, short: 1 })] }),
    reads: 'pick.short: ',
  },
  payment: {
    told: 'packed before it was paid',
    play: async (on) => {
      await on.sold({ status: 'pending' });
      await on.says();
    },
    reads: 'The channel has not seen the payment yet',
  },
  leftByOtherMeans: {
    told: 'it left with a courier of the warehouse’s own, in words that nobody mapped',
    play: async (on) => {
      await released(on);
      await on.says(left({ carrier: 'Own van', trackingNumbers: ['V-17'] }));
    },
    reads: 'dispatch.incomplete: ',
  },
  sentOtherwise: {
    told: 'packed for a service that nobody mapped, and the merchant’s own driver takes it',
    play: async (on) => {
      await on.says({ lines: [tee()], service: 'OWN-VAN' });
      await on.rules('sent-otherwise', { carrier: 'Own van', trackingNumber: 'V-77' });
    },
    reads: 'left by other means, by Own van (V-77)',
  },
  stockOut: {
    told: 'received, nothing allocated, and the shelf holds one of two',
    play: async (on) => {
      await on.asked('PUT', '/v1/warehouses/leicester/stock', {
        kind: 'changes', at: '2026-11-22T11:00:00Z', items: [{ sku: 'TEE', available: 1 }],
      });
      await on.says({ status: 'received', lines: [tee({ allocated: 0, picked: 0, packed: 0 })] });
    },
    reads: 'stock.out: ',
  },
  addressCheck: {
    told: 'a parcel without a postcode',
    play: (on) => on.says({
      shipTo: { name: 'Iris Bell', street1: '7 Canal Street', city: 'Leeds', country: 'GB' },
    }),
    reads: 'address.incomplete: ',
  },
  serviceCheck: {
    told: 'a service that nobody mapped',
    play: (on) => on.says({ service: 'PIGEON' }),
    reads: 'service.unmapped: ',
  },
  weightCheck: {
    told: 'a weight that is a system’s filler',
    play: async (on) => {
      await on.policy({ warehouse: { placeholderWeightsGrams: [100] } });
      await on.says({ lines: [tee({ weightGrams: 50 })] });
    },
    reads: 'weight.default: ',
  },
  customsCheck: {
    told: 'abroad, without tariff codes',
    play: async (on) => {
      await on.policy({ warehouse: { country: 'GB' } });
      await on.says({ shipTo: {
        name: 'Iris Bell', street1: '7 Canal Street', city: 'New York', state: 'NY',
        postalCode: '10001', country: 'US',
      } });
    },
    reads: 'customs.missing: ',
  },
  lostLabel: {
    told: 'the answer to a purchase is lost, and policy would have the label anew',
    play: async (on) => {
      await on.policy({ warehouse: { labels: 'gatepass', lostLabel: 'void' } });
      await released(on);
      await later(on);
      on.script.perform = (_items, usual) => {
        usual();
        return { outcomes: [{ is: 'unknown', text: 'cut' }], unanswered: null };
      };
      await on.work();
      delete on.script.perform;
      await later(on);
    },
    reads: 'Gatepass is voiding the label',
  },
  parcelByParcel: {
    told: 'two parcels, of which the bench has asked for none',
    play: async (on) => {
      await on.policy({ warehouse: { labels: 'on-demand', parcels: 'each' } });
      await on.says({
        lines: [tee()], parcels: [
          { reference: 'P1', weightGrams: 200, lines: [{ line: '1', quantity: 1 }] },
          { reference: 'P2', weightGrams: 200, lines: [{ line: '1', quantity: 1 }] },
        ],
      });
    },
    reads: 'Gatepass buys the label when the bench asks for it: 2 parcels (P1 and P2)',
  },
  watchedStore: {
    told: 'the store brings the order in while it is being picked',
    play: async (on, stage) => {
      await on.policy({ channel: { enters: 'channel', storeId: 7, toldBy: 'shipstation' } });
      await on.says({ status: 'picking', lines: [tee({ packed: 0 })] });
      madeElsewhere(stage, 'SO-1', { store: 7 });
      await on.look();
    },
    reads: 'hold',
  },
  standingTrouble: {
    told: 'somebody cancels the order in ShipStation',
    play: async (on) => {
      await released(on);
      on.wait(1);
      on.change({ status: { is: 'cancelled' } });
      await on.look();
    },
    reads: 'order.cancelled-there: ',
  },
  withdraw: {
    told: 'the goods go back to the bench before the label',
    play: async (on) => {
      await released(on);
      await on.says({ status: 'picking', lines: [tee({ picked: 0, packed: 0 })] });
    },
    reads: 'Gatepass is taking SO-1 out of ShipStation',
  },
  amend: {
    told: 'another street, after the release',
    play: async (on) => {
      await released(on);
      await on.says({ lines: [tee()], shipTo: {
        name: 'Iris Bell', street1: '9 Canal Street', city: 'Leeds', postalCode: 'LS1 4BT',
        country: 'GB',
      } });
    },
    reads: 'Gatepass is changing SO-1 in ShipStation',
  },
  release: {
    told: 'packed',
    play: (on) => on.says(),
    reads: 'Gatepass is sending 2 units to ShipStation',
  },
  buyLabel: {
    told: 'packed, where Gatepass buys the labels',
    play: async (on) => {
      await on.policy({ warehouse: { labels: 'gatepass' } });
      await released(on);
      await later(on);
    },
    reads: 'Gatepass is buying the label of SO-1',
  },
  label: {
    told: 'it stands in ShipStation, and the desk has not come to it',
    play: released,
    reads: 'It stands in ShipStation as SO-1 and waits for its label',
  },
  foreignLabel: {
    told: 'a label with our lines that hangs on no order of ours',
    play: async (on) => {
      await released(on);
      const made = on.label();
      on.account.labels.splice(0, 1, {
        ...made, id: labelId('L-9'), order: null, orderKey: null, orderNumber: null,
      });
      await on.look();
    },
    reads: 'label.foreign: ',
  },
  duplicateLabel: {
    told: 'the desk makes two labels for one box',
    play: async (on) => {
      await labelled(on);
      const [made] = on.account.labels;
      if (made !== undefined) on.account.labels.push({ ...made, id: labelId('L-2') });
      await on.look();
    },
    reads: 'label.duplicate: ',
  },
  carrierAsked: {
    told: 'the desk takes another carrier than was asked for',
    play: async (on) => {
      await released(on);
      const made = on.label();
      on.account.labels.splice(0, 1, { ...made, carrier: 'royal_mail' });
      await on.look();
    },
    reads: 'label.mismatched: ',
  },
  stillAwaiting: {
    told: 'it left by another number than any label’s, and stands there still',
    play: async (on) => {
      await labelled(on);
      await on.says(left());
      madeElsewhereAgain(on);
      await on.look();
    },
    reads: 'order.still-awaiting: ',
  },
  leave: {
    told: 'labelled, and nobody has seen it leave',
    play: labelled,
    reads: 'Labelled, not seen leaving the building yet',
  },
  recall: {
    told: 'released, and then cancelled by the channel',
    play: async (on) => {
      await atPeace(on);
      await on.sold({ status: 'cancelled' });
      await on.work();
    },
    reads: 'label.on-cancelled: ',
  },
  tellWarehouse: {
    told: 'labelled, and the warehouse confirms nothing',
    play: async (on) => {
      await labelled(on);
      on.script.perform = (items) => ({
        outcomes: items.map(() => ({ is: 'done', seen: [], acknowledged: false })),
        unanswered: null,
      });
      await on.work();
    },
    reads: 'The warehouse was told. It has not confirmed it yet',
  },
  tellChannel: {
    told: 'labelled, and the channel refuses the notice',
    play: async (on) => {
      await on.policy({ channel: { toldWhen: 'label' } });
      await labelled(on);
      on.script.perform = (items, usual) => (items[0]?.do === 'tell-channel'
        ? { outcomes: [{ is: 'refused', code: '404', text: 'no such order' }], unanswered: null }
        : usual());
      await on.work();
    },
    reads: 'channel.refused: ',
  },
  hold: {
    told: 'a person holds it',
    play: async (on) => {
      await on.says();
      await on.rules('hold');
    },
    reads: 'holds it: “said so at the bench”',
  },
  toldByHand: {
    told: 'the channel refuses the notice, and a person tells it by hand',
    play: async (on, stage) => {
      await publicStories['tellChannel']?.play(on, stage);
      await on.rules('told-by-hand');
    },
    reads: 'has told the channel by hand',
  },
  closedByPerson: {
    told: 'a person accepts another carrier than was asked for, and says so by name',
    play: async (on, stage) => {
      await publicStories['carrierAsked']?.play(on, stage);
      const [wrong] = (await on.order()).consignments[0]?.exceptions ?? [];
      await on.asked('POST', `/v1/exceptions/${wrong?.id ?? 'none'}/close`, {
        why: 'the van was full',
      });
      await on.work();
    },
    reads: 'closes an exception: “the van was full”',
  },
  goingLive: {
    told: 'shadow mode',
    play: async (on) => {
      await on.asked('PUT', '/v1/policy', { document: documentOf({ mode: 'shadow' }) });
      await on.says();
    },
    reads: 'Shadow mode: Gatepass would send 2 units',
  },
  safeguards: {
    told: 'releases are paused by a person',
    play: async (on) => {
      await on.asked('POST', '/v1/connections/shipstation-uk/pause', {
        only: ['releases'], why: 'the printer is on fire',
      });
      await on.says();
    },
    reads: 'the printer is on fire',
  },
  limits: {
    told: 'packed ten minutes ago, and ShipStation takes nothing',
    play: async (on, stage) => {
      await on.says();
      on.wait(10);
      await stage.decide();
    },
    reads: 'release.late: ',
  },
};

/** The same goods once more, under our own keys. */
const madeElsewhereAgain = ({ account }: PublicHands): void => {
  const [known] = account.orders.values();
  if (known === undefined) return;
  const id = shipStationOrderId('77');
  account.orders.set('copy', { ...known, id, number: 'SO-1-copy', status: { is: 'awaiting' } });
};

/** Rules whose story nobody can tell over HTTP alone, and why. */
export const notTold: Readonly<Record<string, string>> = {
  standstill: 'it takes a limit back that ran while the other side was silent; the silence is ' +
    'seen by the loop alone (engine/src/loop/silence.db.test.ts)',
};

