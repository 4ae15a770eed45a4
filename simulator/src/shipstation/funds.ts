import type { Account } from './account.ts';
import { carriers } from './catalogue.ts';

/** Money paid in beforehand, by which some carriers sell labels (shipstation.md 3.5, 3.9). */

/** Whether a pre-funded carrier lacks the money for a label of this price. */
export function fundsShort(account: Account, carrierCode: string, cents: number): boolean {
  const balance = account.fundsCents.get(carrierCode);
  return balance !== undefined && balance < cents;
}

/** Takes the price from the balance, or with a negative price gives it back. */
export function payFor(account: Account, carrierCode: string, cents: number): Account {
  const balance = account.fundsCents.get(carrierCode);
  if (balance === undefined) return account;
  const fundsCents = new Map(account.fundsCents).set(carrierCode, balance - cents);
  return { ...account, fundsCents };
}

/** The carriers as GET /carriers shows them, with what is left. */
export const shownCarriers = (account: Account) =>
  carriers.map((carrier) => {
    const balance = account.fundsCents.get(carrier.code);
    return balance === undefined ? carrier : { ...carrier, balance: balance / 100 };
  });
