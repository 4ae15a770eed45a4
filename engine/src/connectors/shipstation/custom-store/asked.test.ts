/** What ShipStation asks and tells is read; what is none of it is refused, in words. */
import { describe, expect, test } from 'vitest';
import { sampleShipNotice } from '../../../../../contracts/shipstation-custom-store/check.ts';
import type { ShelfRequest } from '../../../contract/shelf.ts';
import { instant, renderInstant } from '../../../core/model/instant.ts';
import { readAsked } from './asked.ts';
import { readStoreTime, renderStoreTime } from './times.ts';
import { readXml } from './xml.ts';

const now = instant(Date.UTC(2026, 10, 22, 13, 40, 12));
const settings = { currency: 'GBP', carriers: new Map([['UPS', 'ups'], ['DPD UK', 'dpd']]) };

const ask = (query: ShelfRequest['query'], body?: string) => readAsked(
  settings, { method: body === undefined ? 'GET' : 'POST', query, body: body ?? '' }, now);

const fetch = (over: ShelfRequest['query']) => ask({
  action: 'export', start_date: '11/22/2026 13:00', end_date: '11/22/2026 13:30', page: '1',
  ...over,
});

describe('asking for orders', () => {
  test('the window is UTC, and the minute it ends with is in it', () => {
    const asked = fetch({});
    expect(asked.is === 'fetch' && [asked.from, asked.to].map(renderInstant)).toEqual([
      '2026-11-22T13:00:00Z', '2026-11-22T13:30:59.999Z',
    ]);
  });

  test('twelve hours with AM and PM are read too, and a call without a window is none', () => {
    expect(fetch({ start_date: '11/22/2026 12:05 AM', end_date: '11/22/2026 1:30 PM' }))
      .toMatchObject({ from: Date.UTC(2026, 10, 22, 0, 5) });
    expect(ask({ action: 'export' })).toEqual({ is: 'fetch', from: now, to: now, page: 1 });
  });

  test.each<[string, ShelfRequest['query']]>([
    ['no action', { action: '' }], ['another action', { action: 'delete' }],
    ['page 0', { page: '0' }], ['page -1', { page: '-1' }], ['page 1.5', { page: '1.5' }],
    ['page 99999999', { page: '99999999' }], ['page x', { page: 'x' }],
    ['no such day', { start_date: '02/30/2026 10:00' }],
    ['no such hour', { end_date: '11/22/2026 25:00' }],
    ['a date as ISO writes it', { start_date: '2026-11-22T13:00:00Z' }],
    ['nonsense', { end_date: '\' or 1=1 --' }],
    ['an end before its start', { end_date: '11/21/2026 13:30' }],
  ])('%s is refused', (_, over) => {
    expect(fetch(over)).toMatchObject({ is: 'refused' });
  });

  test('an order is not asked for by a POST, nor a label told by a GET', () => {
    expect(ask({ action: 'export' }, '')).toMatchObject({ is: 'refused' });
    expect(ask({ action: 'shipnotify', order_number: '1' })).toMatchObject({ is: 'refused' });
  });
});

describe('telling of a label', () => {
  const notify = { action: 'shipnotify', order_number: 'PC-10442', carrier: 'UPS',
    service: 'UPS Ground', tracking_number: '1ZX00000000000442' };

  test('the notice says it all; the carrier gets its code', () => {
    expect(ask(notify, sampleShipNotice)).toEqual({ is: 'notice', notice: {
      key: '700142', orderNumber: 'PC-10442', trackingNumber: '1ZX00000000000442',
      carrier: 'ups', service: 'UPS Ground', cost: { amount: 987, currency: 'GBP' },
      madeAt: Date.UTC(2026, 2, 3, 15, 41),
      lines: [{ key: 'wms-line-1', sku: 'PN-LAMP-02', name: 'Pine desk lamp', quantity: 2 }],
    } });
  });

  test('without a body the address says what it can', () => {
    expect(ask(notify, ' \n')).toEqual({ is: 'notice', notice: {
      key: null, orderNumber: 'PC-10442', trackingNumber: '1ZX00000000000442',
      carrier: 'ups', service: 'UPS Ground', cost: { amount: 0, currency: 'GBP' },
      madeAt: null, lines: [],
    } });
  });

  test('a carrier without a code keeps its name, for people to map', () => {
    expect(ask({ ...notify, carrier: 'Owl Post' }, '')).toMatchObject({
      notice: { carrier: 'Owl Post' } });
  });

  const spoilt = (from: string | RegExp, to: string): string => {
    const body = sampleShipNotice.replace(from, to);
    if (body === sampleShipNotice) throw new Error('nothing was spoilt');
    return body;
  };
  test.each([
    ['half a notice', sampleShipNotice.slice(0, 500), /ends before it is complete|not XML/],
    ['JSON', '{"OrderID":1}', /not XML/],
    ['another document', '<Orders/>', /not a ShipNotice/],
    ['a cost in words', spoilt('9.87', 'ten'), /ShippingCost is not a number/],
    ['a cost below nothing', spoilt('9.87', '-9.87'), /ShippingCost/],
    ['a date that is none', spoilt('03/03/2026 15:41', '03/33/2026 15:41'), /LabelCreateDate/],
    ['half a piece', spoilt('<Quantity>2<', '<Quantity>0.5<'), /Quantity/],
    ['a document type', spoilt('<ShipNotice>', '<!DOCTYPE x><ShipNotice>'), /document type/],
    ['entities that grow', `<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;">]>
      <ShipNotice><OrderNumber>&c;</OrderNumber></ShipNotice>`, /document type/],
    ['a file by an entity', `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>
      <ShipNotice><OrderNumber>&f;</OrderNumber></ShipNotice>`, /document type/],
    ['an entity of nobody', spoilt('PC-10442', '&boom;'), /entity that XML does not know/],
    ['a hundred deep', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, /no single document/],
    ['two documents', '<ShipNotice/><ShipNotice/>', /no single document/],
  ])('%s is refused', (_, body, words) => {
    const asked = ask(notify, body);
    expect(asked.is === 'refused' ? asked.text : 'taken in').toMatch(words);
  });

  test('one that names no order is refused', () => {
    expect(ask({ action: 'shipnotify' }, '')).toMatchObject({ is: 'refused' });
    expect(ask({ action: 'shipnotify' }, '<ShipNotice></ShipNotice>'))
      .toMatchObject({ is: 'refused' });
  });
});

test('times are written and read alike, on both change nights of anybody', () => {
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * 3_660_000) {
    const minute = at - (at % 60_000);
    expect(readStoreTime(renderStoreTime(instant(at)))).toBe(minute);
  }
});

test('XML is read with its own entities, comments and CDATA, and in reasonable time', () => {
  const read = readXml('\ufeff<?xml version="1.0"?><!-- x --><a b="1 > 0"><c>&lt;&#65;&#x42;' +
    '</c><c><![CDATA[<&]]></c><d/></a>');
  expect(read).toMatchObject({ root: { name: 'a', children: [
    { name: 'c', text: '<AB' }, { name: 'c', text: '<&' }, { name: 'd', children: [] },
  ] } });
  for (const hard of ['<', '<a', '<a ', '<!--', '<![CDATA[', '<a b="', '&', '<?xml', '<a x=y ']) {
    expect(readXml(hard.repeat(60_000)).is).toBe('refused');
  }
});
