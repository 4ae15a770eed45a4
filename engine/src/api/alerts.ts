/** Addresses that are told of causes, and what they were told, in the shapes of the API. */
import { clock, counted, named, type Reader } from '../core/explain/words.ts';
import { instant, renderInstant } from '../core/model/instant.ts';
import type { AlertPolicy } from '../core/policy/alerts.ts';
import type { Policy } from '../core/policy/policy.ts';
import { openAddresses, type Address } from '../loop/alerts/address.ts';
import type { Surroundings } from '../loop/surroundings.ts';
import { readAddressStates, type AddressState, type ToldRow } from '../store/alerts.ts';
import type { Tx } from '../store/database.ts';
import type { AlertAddress, AlertTold } from './shapes.ts';

const time = (at: number): string => renderInstant(instant(at));
const untold: AddressState = { lastHeardAt: null, failing: null, waiting: 0 };

export const viewAddresses = async (
  tx: Tx,
  surroundings: Pick<Surroundings, 'unseal' | 'now'>,
): Promise<AlertAddress[]> => {
  const { policy, addresses } = await openAddresses(tx, surroundings);
  const states = await readAddressStates(tx);
  const reader = { timeZone: zoneOf(policy), now: surroundings.now() };
  return Object.entries(policy.alerts ?? {}).map(([name, set]) => {
    const address = addresses.get(name);
    const state = states.get(name) ?? untold;
    const { lastHeardAt, failing, waiting } = state;
    return {
      name, ...whereAndWhat(set, address),
      lastHeardAt: lastHeardAt === null ? null : time(lastHeardAt),
      failing: failing === null ? null : { since: time(failing.since), words: failing.words },
      waiting, sentence: sentenceOf(name, state, reader),
    };
  });
};

const whereAndWhat = ({ from, warehouses }: AlertPolicy, address: Address | undefined) => ({
  host: address?.is === 'open' ? new URL(address.target.url).host : null,
  from, warehouses: warehouses === undefined ? null : [...warehouses],
});

const zoneOf = ({ warehouses }: Policy): string =>
  Object.values(warehouses)[0]?.timeZone ?? 'UTC';

const sentenceOf = (
  name: string,
  { lastHeardAt, failing, waiting }: AddressState,
  reader: Reader,
): string => {
  if (failing !== null) {
    const left = waiting === 0 ? '' : ` ${counted(waiting, 'alert', 'alerts')} ` +
      `${waiting === 1 ? 'waits' : 'wait'} for it, and will be tried again.`;
    return `Alerts have not reached ${named(name)} since ${clock(failing.since, reader)}. ` +
      `${failing.words}${left}`;
  }
  return lastHeardAt === null ? `Nothing was told to ${named(name)} yet.`
    : `${named(name)} was last told something at ${clock(lastHeardAt, reader)}, and heard it.`;
};

/** One for each time that it was told, whoever it was told to. */
export const viewTold = (rows: readonly ToldRow[]): AlertTold[] =>
  [...Map.groupBy(rows, ({ at, count, why }) => JSON.stringify([at, count, why])).values()]
    .flatMap((alike) => alike.slice(0, 1).map(({ at, count, why }) => ({
      at: time(at), count, why, to: alike.map((one) => one.address),
      unheard: alike.filter((one) => !one.isHeard).map((one) => one.address),
    })));
