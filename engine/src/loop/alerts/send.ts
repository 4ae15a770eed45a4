/**
 * Posts what is to be told of causes and views. A call that is lost, or whose answer is, is
 * repeated under the same id, which is how a receiver drops what it has heard before.
 */
import {
  catchUp, saveTest, settleAlert, takeDueAlerts, type DueAlert,
} from '../../store/alerts.ts';
import type { Surroundings } from '../surroundings.ts';
import { openAddresses, type Address } from './address.ts';
import { alertLetter, testLetter } from './letter.ts';
import { post, type Posted } from './post.ts';
import type { Policy } from '../../core/policy/policy.ts';

/** As many are under way together, of several addresses where several are to be told. */
const atOnce = 10;

/** Answers whether there may be more to post at once. */
export const sendAlerts = async (surroundings: Surroundings): Promise<boolean> => {
  const { database, wireNow } = surroundings;
  const taken = await database.transaction(async (tx) => {
    const due = await takeDueAlerts(tx, wireNow(), atOnce);
    return due.length === 0 ? null : { due, ...await openAddresses(tx, surroundings) };
  });
  if (taken === null) return false;
  const { due, policy, addresses } = taken;
  await Promise.all(due.map((alert) =>
    sendOne(surroundings, alert, policy, addresses.get(alert.address) ?? null)));
  // More of the same address may be due; what was just tried is not, for a while.
  return true;
};

const sendOne = async (
  surroundings: Surroundings,
  alert: DueAlert,
  policy: Policy,
  address: Address | null,
): Promise<void> => {
  const { database, now, hooks } = surroundings;
  const content = alertLetter(alert, policy, hooks?.publicUrl ?? null);
  const posted = await post(surroundings, address, { id: alert.id, content });
  await database.transaction(async (tx) => {
    await settleAlert(tx, alert, { ...posted, at: now() });
    if (posted.isHeard) await catchUp(tx, alert.address);
  });
};

/** Posts a message that says it is a test; null when the policy has no such address. */
export const tryAddress = async (
  surroundings: Surroundings,
  { name, by }: { readonly name: string; readonly by: string },
): Promise<Posted | null> => {
  const { database, now, hooks, random } = surroundings;
  const { addresses } = await database.transaction((tx) => openAddresses(tx, surroundings));
  const address = addresses.get(name);
  if (address === undefined) return null;
  const id = `alr_${random()}`;
  const posted = await post(surroundings, address, {
    id, content: testLetter({ id, at: now(), by }, hooks?.publicUrl ?? null),
  });
  await database.transaction(async (tx) => {
    await saveTest(tx, { id, address: name, ...posted, at: now() });
    if (posted.isHeard) await catchUp(tx, name);
  });
  return posted;
};
