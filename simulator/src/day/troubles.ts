/**
 * What can be wrong with an order of the day. Each has a share of orders between 0 and 1; within
 * a group at most one befalls an order, so the shares of a group add up to at most 1.
 */
export const troubles = {
  /** What happens to the goods and to the order. */
  course: {
    shortPick: 'fewer units are found than ordered',
    stockOut: 'one article is not there at all',
    shortThenFound: 'a short pick that is corrected when the units turn up',
    recountGoesBack: 'packed, then a recount takes a unit out again',
    contradiction: 'called packed with one unit fewer picked than ordered, and none short',
    cancelledBeforePick: 'the shop cancels before the walk begins',
    cancelledInPick: 'the shop cancels while the picker walks',
    cancelledAfterPack: 'the shop cancels when the box is already packed',
    cancelledUntoldToFloor: 'the shop cancels and nobody tells the warehouse',
    addressChanged: 'the customer moves before the box is packed',
    addressChangedLate: 'the customer moves after the box is packed',
    serviceChanged: 'another service is asked for before the pick',
  },
  /** What is odd about the order from the beginning. */
  shape: {
    twoConsignments: 'the order comes in two consignments',
    unmappedService: 'a service that nobody has mapped',
    badAddress: 'no postcode',
    abroad: 'goes abroad',
    weightless: 'the articles have no weight',
    duplicateLine: 'a line stands in the snapshot twice',
    manyUnits: 'nine units of one article',
  },
  /** What goes wrong in telling; drawn anew for each snapshot. */
  telling: {
    lost: 'never sent; the next one covers it',
    late: 'sent minutes later, often after its successor',
    repeated: 'sent again after a while',
    wrongClock: 'dated hours off',
    sameRevision: 'other content under a revision already used',
  },
} as const;

type Groups = typeof troubles;
export type CourseTrouble = keyof Groups['course'];
export type ShapeTrouble = keyof Groups['shape'];
export type TellingTrouble = keyof Groups['telling'];
export type TroubleName = CourseTrouble | ShapeTrouble | TellingTrouble;

export type Shares = {
  readonly course: Partial<Readonly<Record<CourseTrouble, number>>>;
  readonly shape: Partial<Readonly<Record<ShapeTrouble, number>>>;
  readonly telling: Partial<Readonly<Record<TellingTrouble, number>>>;
};

/** A day on which all goes well. */
export const calm: Shares = { course: {}, shape: {}, telling: {} };

/** A day with every trouble in it; two fifths of the orders have one of their own. */
export const rough: Shares = {
  course: {
    shortPick: 0.04,
    stockOut: 0.02,
    shortThenFound: 0.03,
    recountGoesBack: 0.03,
    contradiction: 0.03,
    cancelledBeforePick: 0.03,
    cancelledInPick: 0.03,
    cancelledAfterPack: 0.03,
    cancelledUntoldToFloor: 0.02,
    addressChanged: 0.03,
    addressChangedLate: 0.03,
    serviceChanged: 0.02,
  },
  shape: {
    twoConsignments: 0.05,
    unmappedService: 0.02,
    badAddress: 0.02,
    abroad: 0.04,
    weightless: 0.02,
    duplicateLine: 0.02,
    manyUnits: 0.03,
  },
  telling: { lost: 0.03, late: 0.05, repeated: 0.06, wrongClock: 0.01, sameRevision: 0.01 },
};

/** Which trouble of a group a draw between 0 and 1 means, or null for none. */
export function drawn<Name extends string>(
  shares: Partial<Readonly<Record<Name, number>>>,
  draw: number,
): Name | null {
  let upTo = 0;
  // Object.entries forgets the names that the record's type holds.
  for (const [name, share] of Object.entries(shares) as [Name, number][]) {
    upTo += share;
    if (draw < upTo) return name;
  }
  return null;
}
