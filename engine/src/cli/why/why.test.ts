import { describe, expect, it } from 'vitest';
import { orderSummaryShape, orderViewShape, timelineEntryShape } from '../../api/shapes.ts';
import { pretend, type Routes } from '../pretend-gatepass.ts';
import { now, order, orderRoutes, summary, timeline } from '../pretend-order.ts';
import { runCommand } from '../run.ts';

async function why(argv: readonly string[], routes: Routes = {}, changes = {}) {
  const pretended = pretend({ ...orderRoutes, ...routes }, changes);
  const code = await runCommand(['why', ...argv], pretended.surroundings);
  const { printed, complained, asked } = pretended;
  return { code, printed: printed(), complained: complained(), asked };
}

const told = `\
SO-412345   shopify-uk   In ShipStation   waits on the shipping desk   since 13:51 (41 min)   LATE
The shipping desk has not made the label for 41 minutes.

What each system says
  Warehouse    leicester-wms   Packed 13:40   (seen 14:25, 7 min ago, it told us)
  ShipStation  shipstation-uk  Awaiting shipment   (seen 14:31, 1 min ago, we looked)
  Channel      shop-uk         Cancelled   (not seen yet)
  THEY DIFFER: the warehouse says packed, the channel says cancelled.

Consignment PICK-7 at leicester: In ShipStation
  Confirm the pick        done.  The warehouse has packed 3 units.
  Make the label          waits on the shipping desk, since 13:51 (41 min), LATE, limit 14:21 was 11
                          min ago.  SO-412345 stands in ShipStation.
  Tell the channel        not owed.
  Leave the building      not yet.  After the label.
  Because  The gate is packed.
           Everything confirmed is in ShipStation.

One exception
  Short pick (pick.short), severity 2, owner Lead, since 21 Nov 12:02 (1 day 2 h)
    One line was picked short; the order is held.
    Line 2: TEE-BLK-M (Black tee), ordered 2, picked 1, packed 1, short 1
    Line 9
    What to do: http://127.0.0.1:4600/handbook/pick.short

What happened (times in Europe/London)
  Saturday 21 November 2026
    23:40:12  Warehouse    Packed 3 of 3 units.
  Sunday 22 November 2026
    13:53:41  Gatepass     PROBLEM: The warehouse did not answer. (answered after 30 s)
`;

describe('the story of an order', () => {
  it('says what is owed, by whom and since when, and what happened', async () => {
    expect(await why(['SO-412345'])).toMatchObject({ code: 0, printed: told, complained: '' });
  });

  it('is found by our own id too', async () => {
    const { printed, asked } = await why(['ord_1']);
    expect(printed).toBe(told);
    expect(asked.map(({ path }) => path.split('?')[0])).not.toContain('/v1/orders');
  });

  it('is as wide on a terminal, where the same words have colours', async () => {
    const { printed } = await why(['SO-412345'], {}, { isTerminal: true });
    // oxlint-disable-next-line no-control-regex -- the escapes of colours are what is taken away
    expect(printed.replaceAll(/\u001B\[[\d;]*m/g, '')).toBe(told);
    expect(printed).not.toBe(told);
  });

  it('counts durations by the clock of the server, not of this machine', async () => {
    const { printed } = await why(['SO-412345'], {}, { now: () => Date.parse('2030-01-01') });
    expect(printed).toBe(told);
  });

  it('comes raw for programs, fields of tomorrow included', async () => {
    const raw = { ...order, news: 1 };
    const entry = { ...timeline.items[0], news: 2 };
    const { printed } = await why(['SO-412345', '--json'], {
      'GET /v1/orders/ord_1': () => ({ document: raw }),
      'GET /v1/orders/ord_1/timeline': () => ({ document: { items: [entry], next: null } }),
    });
    expect(JSON.parse(printed)).toEqual({ order: raw, timeline: [entry] });
  });

  it('shows what a wicked order number or product name would do', async () => {
    const [consignment] = order.consignments;
    const wicked = orderViewShape.parse({
      ...order,
      sentence: 'gone\u001B[2J\u202E',
      consignments: [{ ...consignment, reference: 'A\u001B[31m\nB' }],
    });
    const { printed } = await why(['ord_1'], {
      'GET /v1/orders/ord_1': () => ({ document: wicked }),
    }, { isTerminal: false });
    expect(printed).toContain(String.raw`gone\u001b[2J\u202e`);
    expect(printed).toContain(String.raw`Consignment A\u001b[31m B at leicester`);
    expect(printed).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('takes a timeline of several pages together', async () => {
    const entry = (n: number) => timelineEntryShape.parse({
      id: `ev_${String(n)}`, at: now, who: 'gatepass', kind: 'said',
      sentence: `Entry ${String(n)}.`, isProblem: false, tookMilliseconds: null, call: null,
    });
    const { printed } = await why(['SO-412345'], {
      'GET /v1/orders/ord_1/timeline': ({ path }) => ({
        document: path.includes('after=p2')
          ? { items: [entry(2)], next: null }
          : { items: [entry(1)], next: 'p2' },
      }),
    });
    expect(printed).toMatch(/Entry 1\.[\s\S]*Entry 2\./);
  });
});

describe('which order is meant', () => {
  const onChannel = (id: string, channel: string) =>
    orderSummaryShape.parse({ ...summary, id, channel });
  const several: Routes = {
    'GET /v1/orders': () => ({
      document: {
        items: [onChannel('ord_1', 'shopify-uk'), onChannel('ord_2', 'ebay')], next: null,
      },
    }),
  };

  it('is an exact match among what the server found', async () => {
    const near = orderSummaryShape.parse({ ...summary, id: 'ord_9', orderNumber: 'SO-4123456' });
    const { printed, asked } = await why(['SO-412345'], {
      'GET /v1/orders': () => ({ document: { items: [near, summary], next: null } }),
    });
    expect(printed).toBe(told);
    expect(asked[0]?.path).toBe('/v1/orders?orderNumber=SO-412345&limit=100');
  });

  it('is asked when several channels have the number', async () => {
    const { code, printed, complained } = await why(['SO-412345'], several);
    expect(complained).toBe(
      '2 orders have the number SO-412345:\n' +
      `  shopify-uk  ord_1  ${summary.sentence}\n  ebay  ord_2  ${summary.sentence}\n` +
      'Say which: gatepass why SO-412345 --channel shopify-uk\n');
    expect({ code, printed }).toEqual({ code: 2, printed: '' });
  });

  it('is settled by the channel', async () => {
    expect(await why(['SO-412345', '--channel', 'shopify-uk'], several)).toMatchObject({
      code: 0, printed: told,
    });
  });

  it('is not on a channel that never had it', async () => {
    const { code, complained } = await why(['SO-412345', '--channel', 'amazon'], several);
    expect(complained).toContain('It is on: shopify-uk, ebay.');
    expect(code).toBe(1);
  });

  it.each(['SO-0', 'ord_0', 'a/../b?c'])('%s is known to nobody', async (name) => {
    const { code, printed, complained } = await why([name], {
      'GET /v1/orders': () => ({ document: { items: [], next: null } }),
    });
    expect(complained.replaceAll('\n', ' ')).toContain(
      `Gatepass knows no order ${name}: neither the warehouse nor a channel has told of it.`);
    expect({ code, printed }).toEqual({ code: 1, printed: '' });
  });
});
