/** Whose orders go over a connection, and the lists that they stand in. */
import type { Policy } from '../core/policy/policy.ts';

export type Places = {
  readonly shipstation: readonly string[];
  readonly warehouse: readonly string[];
  readonly channel: readonly string[];
};

/** Whose orders go over the connection, and as what; `only` leaves out all other warehouses. */
export const placesOf = (policy: Policy, name: string, only: string | null): Places => {
  const warehouses = Object.entries(policy.warehouses)
    .filter(([one]) => only === null || one === only);
  return {
    shipstation: warehouses.filter(([, one]) => one.shipstation === name).map(([one]) => one),
    warehouse: warehouses.filter(([, one]) => one.connection === name).map(([one]) => one),
    channel: Object.entries(policy.channels)
      .filter(([, one]) => one.connection === name).map(([one]) => one),
  };
};

/** A part of an address takes no more letters than this. */
const mostLetters = 1_000;

/** One query for all of them; several only where their names are too long for one address. */
export const together = <What extends string>(
  names: readonly string[],
  what: What,
  queryOf: (names: string) => Record<string, string>,
): readonly { readonly what: What; readonly list: Record<string, string> }[] => {
  const addresses: string[] = [];
  for (const name of names) {
    const more = `${addresses.at(-1) ?? ''},${name}`;
    if (addresses.length > 0 && more.length <= mostLetters) addresses.splice(-1, 1, more);
    else addresses.push(name);
  }
  return addresses.map((one) => ({ what, list: queryOf(one) }));
};
