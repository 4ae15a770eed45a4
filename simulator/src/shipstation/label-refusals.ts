import { chanceBelow } from '../chance.ts';
import type { Answer } from '../machine.ts';
import type { Account } from './account.ts';
import { ruleProblem, serverException } from './answers.ts';
import { gramsOf, termsOf } from './carrier-terms.ts';
import { carrierProblem, carriers, services } from './catalogue.ts';
import type { Address, Order } from './shapes.ts';
import type { Writing } from './shipment-row.ts';

/** Why a label is not sold, in the shapes of shipstation.md 3.4 and 3.9; the wordings are ours. */

/** An order's status, where it forbids a label; null where it does not. */
export function statusRefusal(account: Account, order: Order): Answer | null {
  const { labelOnCancelled, labelOnHold, labelOnShipped } = account.switches;
  switch (order.orderStatus) {
    case 'cancelled':
      return labelOnCancelled === 'refused' ? ruleProblem('The order is cancelled.') : null;
    case 'on_hold':
      return labelOnHold === 'refused' ? ruleProblem('The order is on hold.') : null;
    case 'shipped':
      return labelOnShipped === 'refused' ? ruleProblem('The order is shipped already.') : null;
    case 'awaiting_payment':
      return ruleProblem('The order is awaiting payment.');
    default:
      return null;
  }
}

/** Codes that do not fit together, and a test label of a carrier that has none. */
export function choiceRefusal(
  choice: Pick<Writing, 'carrierCode' | 'serviceCode' | 'confirmation'> & {
    readonly packageCode: string | null;
  },
  isTest: boolean,
): Answer | null {
  const problem = carrierProblem(choice);
  if (problem !== null) return ruleProblem(problem);
  if (isTest && !termsOf(choice.carrierCode).hasTestLabels) {
    return ruleProblem('Test labels are available for USPS only.');
  }
  // FedEx alone offers it, and is no carrier of this account.
  return choice.confirmation === 'direct_signature' ? ruleProblem('Invalid confirmation') : null;
}

/** Data without which the service trips over itself; a missing confirmation was seen to (3.4). */
export function tripsOver(
  account: Account,
  given: {
    readonly weight: Writing['weight'] | null;
    readonly packageCode: string | null;
    readonly dimensions: Writing['dimensions'];
    readonly confirmation: string | null;
  },
): boolean {
  const { weight, packageCode, dimensions, confirmation } = given;
  if (weight === null || weight.value <= 0) return true;
  if (packageCode === null || confirmation === null) return true;
  return dimensions === null && account.switches.labelWithoutDimensions === 'exception';
}

/** What the carrier has against the parcel, in its words; null if nothing. */
export function carrierObjection(writing: Writing, shipTo: Address, from: string): string | null {
  const { street1, city, postalCode, country } = shipTo;
  if (!street1 || !city || !postalCode || !country) {
    return 'The recipient address is incomplete: street, city, postal code and country are needed';
  }
  const service = services.find(
    (row) => row.carrierCode === writing.carrierCode && row.code === writing.serviceCode);
  const isAbroad = country !== from;
  if (service !== undefined && !(isAbroad ? service.international : service.domestic)) {
    return `${service.name} does not serve ${country}`;
  }
  const { heaviestGrams } = termsOf(writing.carrierCode);
  return gramsOf(writing.weight) > heaviestGrams
    ? `The parcel is heavier than ${heaviestGrams / 1_000} kg`
    : null;
}

/** How V1 hands on what a carrier said: nobody knows for sure, so it is a switch. */
export function carrierRefusal(account: Account, carrierCode: string, text: string): Answer {
  const name = carriers.find((row) => row.code === carrierCode)?.name ?? carrierCode;
  const message = `${name}: ${text}.`;
  return account.switches.carrierErrorShape === 'exception'
    ? serverException(message)
    : ruleProblem(message);
}

export const fundsText = 'There is not enough money in the account to buy this label';

/** Refusals that a carrier may come up with at any time. */
const moods = [
  'The service is not available for this destination at the moment',
  'The account is not authorised for this service',
  'The recipient postal code is not known',
  'The label service is being maintained, try again later',
] as const;

export const carrierMood = (seed: number, count: number): string =>
  moods[chanceBelow(seed, 'carrier mood', count, moods.length)] ?? moods[0];

