import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import type {
  LookAnswer, Performed, ProbeAnswer, Session, Unanswered,
} from '../../contract/connector.ts';
import type { Wire, WireRequest } from '../../contract/wire.ts';
import type { Action, ReleaseContent } from '../../core/model/decision.ts';
import { lookTimeoutMilliseconds, manifest } from './manifest.ts';
import type { ShipStationSettings } from './settings.ts';
import { readAnswer, type Heard } from './translate/heard.ts';
import { lists, readPage } from './translate/list.ts';
import { renderWindowEnd, renderWindowStart } from './translate/pacific.ts';
import { placeAfterBreak, readPlace, renderPlace, type Place } from './translate/paging.ts';
import { readReceipts, refusal } from './translate/receipts.ts';
import { renderRelease } from './translate/release.ts';
import { readStores } from './translate/stores.ts';

/** One ShipStation account through its V1 face. One call per look, per perform and per probe. */
export const openSession = ({ v1 }: ShipStationSettings, wire: Wire): Session => {
  const token = Buffer.from(`${v1.apiKey}:${v1.apiSecret}`, 'utf8').toString('base64');
  const secrets = [token, v1.apiSecret, v1.apiKey];

  const call = async (
    request: Pick<WireRequest, 'method' | 'body' | 'timeoutMilliseconds' | 'purpose'>,
    path: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Heard> => {
    const asked = new URLSearchParams(query).toString();
    const answer = await wire.request({
      ...request,
      url: `${v1.baseUrl}${path}${asked === '' ? '' : `?${asked}`}`,
      headers: {
        authorization: `Basic ${token}`,
        accept: 'application/json',
        ...(request.body === null ? {} : { 'content-type': 'application/json' }),
      },
    });
    return readAnswer(answer, secrets);
  };

  const look: Session['look'] = async (request, now) => {
    const list = lists[request.feed];
    assert(list !== undefined, `shipstation has no feed called ${request.feed}`);
    const place = readPlace(request.page);
    assert(place !== null, 'the page token is not one that this connector gave');
    const heard = await call(
      {
        method: 'GET', body: null, timeoutMilliseconds: lookTimeoutMilliseconds,
        purpose: `feed ${request.feed}`,
      },
      list.path,
      {
        ...list.query(renderWindowStart(request.from), renderWindowEnd(request.to)),
        page: String(place.page),
        pageSize: String(place.size),
      },
    );
    switch (heard.is) {
      case 'unanswered':
        return heard.unanswered;
      case 'turned-down':
        return (heard.isTheirException ? stepOver(place, list.row.name, heard.text) : null) ??
          closed('refused', heard.text);
      case 'json':
        return readPage(list, place, heard.value, { currency: v1.currency, seenAt: now }) ??
          closed('unreadable', `ShipStation's answer is not a list of ${list.rowsUnder}`);
      default:
        return heard satisfies never;
    }
  };

  const perform: Session['perform'] = async (items) => {
    const operation = manifest.operations['create-order'];
    assert(operation !== undefined && items.length <= operation.batchSize, 'too many items');
    const releases = items.map(releaseOf);
    if (releases.length === 0) return { outcomes: [], unanswered: null };
    const heard = await call(
      {
        method: 'POST',
        body: JSON.stringify(releases.map((one) => renderRelease(one, v1.currency))),
        timeoutMilliseconds: operation.timeoutMilliseconds,
        purpose: 'create-order',
      },
      '/orders/createorders',
    );
    return whatBecameOf(releases, heard, secrets);
  };

  const probe = async (): Promise<ProbeAnswer> => {
    const heard = await call(
      { method: 'GET', body: null, timeoutMilliseconds: 15_000, purpose: 'probe' },
      '/stores',
    );
    if (heard.is === 'unanswered') return { isWell: false, sentences: [heard.unanswered.text] };
    if (heard.is === 'turned-down') return { isWell: false, sentences: [heard.text] };
    return readStores(heard.value);
  };

  return { look, perform, probe };
};

const releaseOf = (item: Action): ReleaseContent => {
  assert(item.do === 'create-order', `shipstation does not perform ${item.do}`);
  return item.release;
};

const whatBecameOf = (
  releases: readonly ReleaseContent[],
  heard: Heard,
  secrets: readonly string[],
): Performed => {
  const all = (text: string) => releases.map(() => ({ is: 'unknown', text }) as const);
  switch (heard.is) {
    case 'unanswered':
      // Also when nothing left this machine: what is unknown is looked for and then repeated,
      // which is right for both, and a refusal would stop the order for good.
      return { outcomes: all(heard.unanswered.text), unanswered: heard.unanswered };
    case 'turned-down':
      return releases.length === 1
        ? { outcomes: [refusal(heard.text)], unanswered: null }
        : { outcomes: all(heard.text), unanswered: null, tryAlone: true };
    case 'json': {
      const outcomes = readReceipts(releases, heard.value, secrets);
      if (outcomes !== null) return { outcomes, unanswered: null };
      const text = 'ShipStation answered something else than what became of the orders';
      return { outcomes: all(text), unanswered: closed('unreadable', text) };
    }
    default:
      return heard satisfies never;
  }
};

const stepOver = (place: Place, rowName: string, theirWords: string): LookAnswer | null => {
  const after = placeAfterBreak(place);
  if (after === null) return null;
  const row = `${rowName} in row ${String(place.page)}`;
  return {
    is: 'page',
    seen: [],
    next: renderPlace(after.next),
    unreadable: after.isRowBroken ? [`${row}: ShipStation cannot show it (${theirWords})`] : [],
  };
};

const closed = (why: Unanswered['why'], text: string): Unanswered => ({
  is: 'unanswered', why, text, closedForMilliseconds: null,
});
