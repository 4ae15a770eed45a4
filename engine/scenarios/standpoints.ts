/** Policies and circumstances for the property tests: from where a history is looked at. */
import * as fc from 'fast-check';
import type { Circumstances } from '../src/core/model/dossier.ts';
import { instant, later, type Instant } from '../src/core/model/instant.ts';
import type { Policy } from '../src/core/policy/policy.ts';
import { account, leicester, minutes, noon, policyWith } from './kit.ts';

/** Every way in and every notice that the policy parser lets through. */
const notices = [
  { enters: 'gatepass', toldBy: 'gatepass', toldWhen: 'label' },
  { enters: 'gatepass', toldBy: 'gatepass', toldWhen: 'dispatched' },
  { enters: 'gatepass', toldBy: 'warehouse', toldWhen: 'label' },
  { enters: 'gatepass', toldBy: 'nobody', toldWhen: 'label' },
  { enters: 'channel', toldBy: 'shipstation', toldWhen: 'label' },
  { enters: 'custom-store', toldBy: 'shipstation', toldWhen: 'label' },
  { enters: 'custom-store', toldBy: 'gatepass', toldWhen: 'label' },
] as const;

const warehouse = fc.record({
  gate: fc.constantFrom('packed', 'packed', 'picked', 'allocated'),
  shortPick: fc.constantFrom('hold', 'ship-short', 'cancel-short'),
  shortAfterLabel: fc.constantFrom('ask', 'void'),
  collections: fc.constantFrom([], [{ carrier: 'dpd', at: '16:30', days: 'mon-fri' }]),
});

/** Who makes the labels. */
const bought = { labels: 'gatepass' } as const;
const anyMaker = fc.tuple(warehouse, fc.boolean()).map(([one, isBought]) =>
  isBought ? { ...one, ...bought } : one);

export const policies: fc.Arbitrary<Policy> = fc
  .record({ warehouse: anyMaker, channel: fc.constantFrom(notices[0], ...notices) })
  .map(policyWith);

/** Where Gatepass itself brings the orders in, so that it can keep the gate. */
export const gatedPolicies: fc.Arbitrary<Policy> = fc
  .record({
    warehouse,
    channel: fc.constantFrom(...notices.filter((one) => one.enters === 'gatepass')),
  })
  .map(policyWith);

/** The same where Gatepass also buys the labels. */
export const buyingPolicies: fc.Arbitrary<Policy> = fc
  .record({
    warehouse: warehouse.map((one) => ({ ...one, ...bought })),
    channel: fc.constantFrom(...notices.filter((one) => one.enters === 'gatepass')),
  })
  .map(policyWith);

const lookedAgo = fc.constantFrom(0, 0, 0, minutes(5), minutes(600), null);

/** How fresh our picture is, what was paused, what was done lately, and what is on the shelf. */
export const circumstances = (now: Instant): fc.Arbitrary<Circumstances> =>
  fc
    .record({
      orders: lookedAgo,
      labels: lookedAgo,
      withdrawals: fc.constantFrom(0, 0, 100),
      voids: fc.constantFrom(0, 0, 20),
      paused: fc.subarray(['release', 'withdraw', 'void', 'write'] as const, { maxLength: 1 }),
      isAnyPaused: fc.constantFrom(false, false, true),
      isSilent: fc.constantFrom(false, false, false, true),
      available: fc.nat(3),
    })
    .map(({ orders, labels, withdrawals, voids, paused, isAnyPaused, isSilent, available }) => ({
      contacts: {
        [account]: {
          ordersThrough: orders === null ? null : later(now, -orders),
          labelsThrough: labels === null ? null : later(now, -labels),
          labelsTwiceThrough: labels === null ? null : later(now, -labels - minutes(1)),
          lately: { withdrawals, voids },
          openOrders: 30,
          paused: isAnyPaused
            ? paused.map((effect) => ({ effect, by: 'ada', why: 'stock\ntake', until: null }))
            : [],
          silence: isSilent ? { since: later(now, -minutes(4)), why: 'silent' as const } : null,
          standstills: [],
        },
      },
      stock: { [leicester]: { 'TEE-BLK-M': { available, at: noon } } },
    }));

/** Some time after the history, at once or days later. */
export const afterwards = (endsAt: Instant): fc.Arbitrary<Instant> =>
  fc
    .oneof(
      fc.constantFrom(0, 1, 30_000, 40_000, minutes(31), minutes(60 * 24 * 9)),
      fc.nat(minutes(90)),
    )
    .map((after) => instant(endsAt + after));
