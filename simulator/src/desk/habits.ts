/**
 * What people at the desk do besides labelling one order after another. Each is a rate between 0
 * and 1, drawn each time the occasion arises; all 0 is a desk that never errs.
 */
export const deskHabits = {
  wrongService: 'takes another service than the order names',
  wrongWeight: 'types a wrong weight',
  labelTwice: 'buys a second label for an order that has one',
  labelOnHold: 'labels an order that is on hold',
  labelOffBench: 'labels an order whose goods are not on the bench',
  forget: 'leaves an order lying that the others take for done',
  voidAndRelabel: 'voids the label and buys another',
  relabelWithoutVoid: 'buys another label and leaves the first one standing',
  voidOnly: 'voids the label and puts the parcel aside',
  returnLabel: 'buys a return label for the box',
  splitOrder: 'splits an order into two',
  combineOrders: 'combines two orders of one customer',
  markAsShipped: 'marks an order as shipped in place of labelling it',
  deleteOrder: 'deletes an order on the screen',
  cancelOrder: 'cancels an order on the screen',
  holdAndForget: 'puts an order on hold and forgets it',
  releaseHold: 'lifts a hold that somebody else has set',
  editOrder: 'changes service, package or weight on the order before labelling',
  skipInList: 'takes an order out of its turn',
  batch: 'labels several at once',
} as const;

export type DeskHabit = keyof typeof deskHabits;
export type Habits = Readonly<Record<DeskHabit, number>>;

/** Mistakes that no program can prevent, and that somebody must be told of. */
export const mustBeKnown = [
  'wrongService', 'labelTwice', 'labelOnHold', 'labelOffBench', 'forget', 'relabelWithoutVoid',
  'voidOnly', 'markAsShipped', 'deleteOrder', 'cancelOrder', 'holdAndForget', 'releaseHold',
] as const satisfies readonly DeskHabit[];

/** The simple desk: it labels everything in turn. */
export const machineLike: Habits = Object.fromEntries(
  Object.keys(deskHabits).map((name) => [name, 0]),
  // Holds because the names are those of the table.
) as Habits;

/** People on an ordinary busy day; mistakes are a little more frequent than one would wish. */
export const people: Habits = {
  wrongService: 0.02,
  wrongWeight: 0.02,
  labelTwice: 0.01,
  labelOnHold: 0.01,
  labelOffBench: 0.01,
  forget: 0.01,
  voidAndRelabel: 0.02,
  relabelWithoutVoid: 0.01,
  voidOnly: 0.005,
  returnLabel: 0.01,
  splitOrder: 0.01,
  combineOrders: 0.3,
  markAsShipped: 0.01,
  deleteOrder: 0.005,
  cancelOrder: 0.005,
  holdAndForget: 0.005,
  releaseHold: 0.01,
  editOrder: 0.1,
  skipInList: 0.2,
  batch: 0.25,
};
