import type { ChannelName, ConnectionName, WarehouseName } from '../model/ids.ts';
import type { Instant, Milliseconds } from '../model/instant.ts';
import type { Confirmation } from '../model/shipstation.ts';
import type { AlertPolicy } from './alerts.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { Looks } from './looks.ts';
import type { Owners } from './owners.ts';

/** How far the warehouse must have come before an order may stand in ShipStation. */
export type Gate = 'allocated' | 'picked' | 'packed';
export type ShortPickPolicy = 'hold' | 'ship-short' | 'cancel-short';
/**
 * Who makes the labels: people in ShipStation; Gatepass as soon as the goods are through; or
 * Gatepass when a bench asks for that of a parcel.
 */
export type Labels = 'desk' | 'gatepass' | 'on-demand';
/** Whether what is in several parcels is one order in ShipStation, or each parcel its own. */
export type Parcels = 'together' | 'each';
/** What becomes of a label that was bought by a call whose answer, and so its print, was lost. */
export type LostLabel = 'adopt' | 'void';
/** Who brings the order into ShipStation. */
export type Enters = 'gatepass' | 'channel' | 'custom-store';
export type ToldBy = 'shipstation' | 'gatepass' | 'warehouse' | 'nobody';
export type ToldWhen = 'dispatched' | 'label';

export type ConnectionPolicy = {
  readonly connector: string;
  /** Read by the connector's own manifest; opaque here. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** In shadow mode we look and compare and write nothing. */
  readonly mode: 'live' | 'shadow';
  /** Absent where its lists are looked at as the connector says. */
  readonly looks?: Looks;
};

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** A carrier's van comes at this wall-clock time in the warehouse's zone, on these days. */
export type Collection = {
  readonly carrier: string;
  readonly at: { readonly hour: number; readonly minute: number };
  readonly days: readonly Weekday[];
};

export type WarehousePolicy = {
  readonly connection: ConnectionName;
  /** What its own system calls it, where one connection serves several; null or absent: nothing. */
  readonly theirName?: string | null;
  readonly shipstation: ConnectionName;
  readonly shipFromWarehouseId: number | null;
  readonly timeZone: string;
  readonly gate: Gate;
  readonly shortPick: ShortPickPolicy;
  readonly labels: Labels;
  /** Absent in policies from before it could be said: `together`. */
  readonly parcels?: Parcels;
  /** Absent in policies from before it could be said: `adopt`. */
  readonly lostLabel?: LostLabel;
  /** What to do with a label on goods that turn out not to be there. */
  readonly shortAfterLabel: 'ask' | 'void';
  /** ISO 3166-1 alpha-2, for customs; null leaves customs data unchecked. */
  readonly country: string | null;
  /** Weights that are known to be a system's filler, in grams. */
  readonly placeholderWeightsGrams: readonly number[];
  /** Going live: consignments first heard of before are read, but not judged. */
  readonly startLine: Instant | null;
  readonly collections: readonly Collection[];
  /** Instead of the common ones of the same name; absent where it has none of its own. */
  readonly limits?: Partial<Limits>;
};

export type ChannelPolicy = {
  readonly connection: ConnectionName;
  /** What its own system calls it, where one connection serves several; null or absent: nothing. */
  readonly theirName?: string | null;
  readonly enters: Enters;
  readonly storeId: number | null;
  readonly toldBy: ToldBy;
  readonly toldWhen: ToldWhen;
};

/** What the warehouse's word for a service becomes in ShipStation. No match stops the order. */
export type ServiceMapping =
  | {
      readonly says: string;
      readonly is: 'mapped';
      readonly carrier: string;
      readonly service: string;
      readonly package: string | null;
      /** Only where the policy says so; else the parcel is left without a signature. */
      readonly confirmation?: Confirmation;
    }
  | {
      readonly says: string;
      readonly is: 'left-to-shipstation';
      /** Carrier codes that the desk may choose; a label by another one is a mismatch. */
      readonly expect: readonly string[];
    };

/** ShipStation's carrier code in the words of the warehouse and of each channel. */
export type CarrierMapping = {
  readonly shipstation: string;
  readonly warehouse: string;
  readonly channels: Readonly<Record<string, string>>;
};

export type Policy = {
  /** Grows by one with every applied change; 0 is the empty policy before the first. */
  readonly version: number;
  readonly connections: Readonly<Record<string, ConnectionPolicy>>;
  readonly warehouses: Readonly<Record<string, WarehousePolicy>>;
  readonly channels: Readonly<Record<string, ChannelPolicy>>;
  readonly mappings: {
    readonly services: readonly ServiceMapping[];
    readonly carriers: readonly CarrierMapping[];
  };
  /** Common to all warehouses; `limitsFor` says which hold for one of them. */
  readonly limits: Limits;
  readonly safeguards: Safeguards;
  /** Who is told of causes, by name; absent where nobody is. */
  readonly alerts?: Readonly<Record<string, AlertPolicy>>;
  /** Whose the exceptions of a kind are; absent where all are as built in. */
  readonly owners?: Owners;
};

/** When Gatepass stops and asks a person, whatever else is wished. */
export type Safeguards = {
  /** Voids on one connection in ten minutes. */
  readonly voids: number;
  /** Withdrawals on one connection in ten minutes, */
  readonly withdrawals: number;
  /** or this share of its open orders, in per cent. */
  readonly withdrawalsPercent: number;
  /** What cannot be undone needs facts no older than this, in milliseconds. */
  readonly freshness: Milliseconds;
};

const minute: Milliseconds = 60_000;

export const defaultSafeguards: Safeguards = {
  voids: 20, withdrawals: 100, withdrawalsPercent: 5, freshness: 10 * minute,
};

export const emptyPolicy: Policy = {
  version: 0,
  connections: {},
  warehouses: {},
  channels: {},
  mappings: { services: [], carriers: [] },
  limits: defaultLimits,
  safeguards: defaultSafeguards,
};

export const warehousePolicy = (policy: Policy, name: WarehouseName): WarehousePolicy | null =>
  ownMember(policy.warehouses, name);

/** The limits of what is owed for a warehouse's consignments: its own, else the common ones. */
export const limitsFor = (
  { limits, warehouses }: Pick<Policy, 'limits' | 'warehouses'>,
  warehouse: string,
): Limits => ({ ...limits, ...ownMember(warehouses, warehouse)?.limits });

export const channelPolicy = (policy: Policy, name: ChannelName): ChannelPolicy | null =>
  ownMember(policy.channels, name);

/** What a record itself holds under a name that came from outside, be that name `constructor`. */
export const ownMember = <Value>(
  record: Readonly<Record<string, Value>>,
  name: string,
): Value | null => (Object.hasOwn(record, name) ? (record[name] ?? null) : null);
