import { expect, test } from 'vitest';
import { identityOf, now, openOn, window } from './bench.ts';
import { hayloftKit, hayloftOrder } from './kits/hayloft.ts';
import { pretendHayloft } from './kits/hayloft-warehouse.ts';

test('consignments of one place are told apart, by which lost rows are found out', async () => {
  const { session } = openOn(hayloftKit, pretendHayloft(() => [0, 1].map((at) =>
    hayloftOrder(at))).answer);
  const said = await session.look({ feed: 'orders', ...window, page: null }, now);
  expect(said.is === 'page' ? said.seen.map(identityOf) : said)
    .toEqual(['consignment  7000', 'consignment  7001']);
});
