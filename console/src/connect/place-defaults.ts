/** What a warehouse or a channel is asked begins with the safest answers. */
import { ownZone } from '../time/clock.ts';
import type { ConnectStep } from './steps.ts';

/** Who can bring orders into the accounts, the usual one first; null: it is not known. */
export type Enters = readonly string[] | null;

/** The safest answer to each question; a field that may stay empty is. */
export const placeDefaults = (
  step: ConnectStep, accounts: readonly string[], enters: Enters,
): Readonly<Record<string, string>> => {
  switch (step) {
    case 'shipstation':
      return {};
    case 'warehouse':
      return {
        shipstation: accounts[0] ?? '', timeZone: ownZone(), gate: 'packed', shortPick: 'hold',
        shipFromWarehouseId: '',
      };
    case 'channel':
      return {
        enters: enters?.[0] ?? 'gatepass', storeId: '', toldBy: 'gatepass',
        toldWhen: 'dispatched',
      };
    default:
      return step satisfies never;
  }
};
