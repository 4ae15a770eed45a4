/** Money in minor units (pence, cents) of an ISO 4217 currency. Never mixed in one sum. */
export type Money = { readonly amount: number; readonly currency: string };

/** Adds two sums of one currency; null when the currencies differ. */
export const addMoney = (one: Money, other: Money): Money | null =>
  one.currency === other.currency
    ? { amount: one.amount + other.amount, currency: one.currency }
    : null;

/** `6.42 GBP`. Minor units of two digits, which all currencies that ShipStation bills in have. */
export const renderMoney = (money: Money): string =>
  `${(money.amount / 100).toFixed(2)} ${money.currency}`;
