import assert from 'node:assert/strict';
import type { LookAnswer, Performed, Session } from '../../contract/connector.ts';
import type { Traits } from '../../contract/experiment.ts';
import { nothingNamed } from '../../contract/named.ts';
import type { Wire } from '../../contract/wire.ts';
import type { Action } from '../../core/model/decision.ts';
import type { Instant } from '../../core/model/instant.ts';
import { lookTimeoutMilliseconds, manifest, operationOf } from './manifest.ts';
import { buyLabel } from './perform/buy.ts';
import { changeOrder } from './perform/change.ts';
import { createOrders } from './perform/create.ts';
import { tryStep } from './perform/experiment.ts';
import { keepHooks } from './perform/hooks.ts';
import { probe } from './perform/probe.ts';
import { performShelved } from './perform/shelve.ts';
import { survey } from './perform/survey.ts';
import { voidLabel } from './perform/void.ts';
import type { ShipStationSettings } from './settings.ts';
import { amendment } from './translate/amend.ts';
import { marking, parking, unparking, withdrawal } from './translate/change.ts';
import { closed } from './translate/heard.ts';
import { leftOutBy, lists, readPage, type List } from './translate/list.ts';
import { renderSecondBefore, renderWindowEnd, renderWindowStart } from './translate/pacific.ts';
import { placeAfterBreak, readPlace, renderPlace, type Place } from './translate/paging.ts';
import { lookAt } from './perform/look-at.ts';
import { openV1, type V1 } from './v1.ts';

/**
 * One ShipStation account. Through its V1 face one call per look and per list of the account; what
 * its Custom Store fetches is put on our shelf, which is no call at all.
 */
export const openSession = (
  settings: ShipStationSettings,
  wire: Wire,
  traits: Traits,
): Session => {
  if (settings.v1 === undefined) return alone;
  const v1 = openV1(
    settings.v1, wire, settings.customStore === undefined ? [] : [settings.customStore.password]);

  const look: Session['look'] = async (request, now) => {
    const list = lists[request.feed];
    assert(list !== undefined, `shipstation has no feed called ${request.feed}`);
    const place = readPlace(request.page);
    assert(place !== null, 'the page token is not one that this connector gave');
    const heard = await v1.call(
      {
        method: 'GET', body: null, timeoutMilliseconds: lookTimeoutMilliseconds,
        purpose: `feed ${request.feed}`,
      },
      list.path,
      {
        ...list.query(
          place.since === null ? renderWindowStart(request.from) : renderSecondBefore(place.since),
          renderWindowEnd(request.to),
        ),
        page: String(place.page),
        pageSize: String(place.size),
      },
    );
    switch (heard.is) {
      case 'unanswered':
        return heard.unanswered;
      case 'turned-down':
        return (heard.isTheirException ? stepOver(place, list, heard.text) : null) ??
          closed('refused', heard.text);
      case 'json':
        return readPage(list, place, heard.value, { currency: v1.currency, seenAt: now }) ??
          closed('unreadable', `ShipStation's answer is not a list of ${list.rowsUnder}`);
      default:
        return heard satisfies never;
    }
  };

  return {
    look,
    lookAt: (order) => lookAt(v1, order),
    perform: (items, now) =>
      performShelved(items, (others) => perform(v1, others, now, traits)),
    probe: (now, named = nothingNamed) => probe(v1, now, named, traits),
    survey: (ask) => survey(v1, ask),
    keepHooks: (wanted) => keepHooks(v1, wanted),
    tryStep: (turn, now) => tryStep(v1, turn, now),
  };
};

/** An account without its API: there is nobody whom we could call. */
const alone: Session = {
  look: () => Promise.resolve({ is: 'page', seen: [], next: null, unreadable: [] }),
  perform: (items) => performShelved(items, (others) => Promise.resolve({
    outcomes: others.map(() => ({
      is: 'refused', code: 'no-api',
      text: 'this connection has no API key, so that only a Custom Store can bring orders in',
    })),
    unanswered: null,
  })),
  probe: () => Promise.resolve({
    isWell: true,
    sentences: [
      'Without an API there is nobody to ask: ShipStation calls us, through its Custom Store.',
    ],
  }),
};

const perform = async (
  v1: V1,
  items: readonly Action[],
  now: Instant,
  traits: Traits,
): Promise<Performed> => {
  const [first] = items;
  if (first === undefined) return { outcomes: [], unanswered: null };
  const operation = operationOf(manifest, first.do);
  assert(items.length <= operation.batchSize, 'too many items');
  switch (first.do) {
    case 'create-order':
      return createOrders(v1, items.map(releaseOf), operation, traits);
    case 'amend-order':
      return changeOrder(v1, first.order, amendment(first.release, v1.currency));
    case 'withdraw-order':
      return changeOrder(v1, first.order, withdrawal);
    case 'park-order':
      return changeOrder(v1, first.order, parking);
    case 'unpark-order':
      return changeOrder(v1, first.order, unparking);
    case 'mark-as-shipped':
      return changeOrder(v1, first.order, marking(first));
    case 'buy-label':
      return buyLabel(v1, first, now, operation);
    case 'void-label':
      return voidLabel(v1, first.label, operation);
    case 'tell-warehouse':
    case 'tell-channel':
      throw new Error(`shipstation does not perform ${first.do}`);
    default:
      return first satisfies never;
  }
};

const releaseOf = (item: Action) => {
  assert(item.do === 'create-order', 'items of one call are of one operation');
  return item.release;
};

const stepOver = (place: Place, list: List, theirWords: string): LookAnswer | null => {
  const after = placeAfterBreak(place);
  if (after === null) return null;
  const row = `${list.row.name} in row ${String(place.page)}`;
  const words = `${row}: ShipStation cannot show it (${theirWords})`;
  return {
    is: 'page',
    seen: [],
    next: renderPlace(after.next),
    unreadable: after.isRowBroken ? [words] : [],
    leavesOut: after.isRowBroken ? leftOutBy(list, null, words) : [],
  };
};
