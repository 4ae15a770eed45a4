/**
 * What the policy names that has to be found in an account. The loop reads it from the policy and
 * hands it to a probe; a connector never sees the policy.
 */
export type Named = {
  /** The connection itself, by which our own hooks are known. */
  readonly connection: string;
  /** Stores that channels' orders stand in, by ShipStation's number. */
  readonly stores: readonly {
    readonly id: number;
    readonly channel: string;
    /** We bring the orders in ourselves; else the store does. */
    readonly isOursToFill: boolean;
  }[];
  /** Addresses that warehouses send from, by ShipStation's number. */
  readonly shipFrom: readonly { readonly id: number; readonly warehouse: string }[];
  /** What the warehouse's words for services become. */
  readonly services: readonly {
    readonly says: string;
    readonly carrier: string;
    readonly service: string;
    readonly package: string | null;
  }[];
  /** Carriers that labels are expected by. */
  readonly carriers: readonly string[];
};

export const nothingNamed: Named = {
  connection: '', stores: [], shipFrom: [], services: [], carriers: [],
};
