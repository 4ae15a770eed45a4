/**
 * Sets one order aside that we trip over: an engineer is asked, nothing is wished for it, and it is
 * looked at again later. Nothing of its facts is read, since these may be what we trip over.
 */
import type { Decision } from '../core/model/decision.ts';
import type { OrderId } from '../core/model/ids.ts';
import { later, type Instant } from '../core/model/instant.ts';
import { ownerOf } from '../core/policy/owners.ts';
import type { Policy } from '../core/policy/policy.ts';
import { announceAll } from '../store/announce.ts';
import type { Tx } from '../store/database.ts';
import { saveDecisions } from '../store/decisions.ts';
import { lookAgain, readAtHome, type AtHome } from '../store/dossiers.ts';
import { saveExceptions } from '../store/exceptions.ts';
import { guardItemsOf, lapseItems } from '../store/guard-plans.ts';
import { exceptionIdOf } from '../store/ids.ts';
import { saveIntents } from '../store/intents.ts';
import { apart } from '../store/savepoint.ts';
import { storableWhole } from '../store/storable.ts';
import { connectionToBlame, limitAside, nowhere } from './decide-and-record.ts';
import { asideFor, decisionAside } from './decide-safely.ts';
import { isOfOne, wordsOf } from './part.ts';
import type { Log } from './surroundings.ts';

export const setAside = async (
  tx: Tx,
  order: OrderId,
  fault: unknown,
  { policy, now, log }: { readonly policy: Policy; readonly now: Instant; readonly log: Log },
): Promise<void> => {
  log('an order is set aside', { order, words: wordsOf(fault) });
  try {
    await apart(tx, () => recordAside(tx, order, fault, policy, now));
  } catch (another) {
    if (!isOfOne(another)) throw another;
    // The log alone tells of it; whatever is left of the order holds up nobody else.
    log('an order could not even be set aside', { order, words: wordsOf(another) });
    await lookAgain(tx, order, later(now, asideFor));
  }
};

const recordAside = async (
  tx: Tx,
  order: OrderId,
  fault: unknown,
  policy: Policy,
  now: Instant,
): Promise<void> => {
  const home = await readAtHome(tx, order);
  const anew = storableWhole(decisionAside(home.consignments, fault, now));
  // Tripped over the same again: it stays aside since when it was.
  const isKnown = anew.exceptions.some((one) => one.fault === home.asideOver);
  await saveIntents(tx, [order], []);
  const withheld = (await guardItemsOf(tx, order)).filter(({ state }) => state !== 'begun');
  await lapseItems(tx, withheld, now);
  if (!isKnown) await saveExceptions(tx, [order], exceptionsAside(order, home, anew, policy), now);
  await saveDecisions(tx, [{
    order, decision: anew, facts: null, news: isKnown ? null : { standing: nowhere, steps: [] },
  }], { policyVersion: policy.version, now });
  if (!isKnown) await announceAll(tx, [{ topic: 'changed', about: order }]);
};

const exceptionsAside = (
  order: OrderId,
  { channel, consignments }: AtHome,
  decision: Decision,
  policy: Policy,
) => decision.exceptions.flatMap((exception) => consignments.map(({ id, warehouse }) => ({
  id: exceptionIdOf(order, id, exception), order, consignment: id, exception, warehouse, channel,
  connection: connectionToBlame({ channel, warehouse }, policy, exception.code),
  limitAt: limitAside(exception.since), owner: ownerOf(exception.code, policy),
})));
