/** What people do in Tryton: sell, assign, pick, pack, and change their minds. */
import { z } from 'zod';
import { idOf, looseTea, type Sku } from './seed.ts';
import type { Call } from './rpc.ts';

export type Floor = ReturnType<typeof floorOf>;
export type Wanted = Readonly<Partial<Record<Sku | typeof looseTea, number>>>;

const packageShape = z.object({
  code: z.string(), shipping_reference: z.string().nullable(), moves: z.array(z.number()),
});

const shipmentShape = z.object({
  id: z.number(), number: z.string(), state: z.string(), partially_assigned: z.coerce.boolean(),
  cost: z.object({ decimal: z.string() }).nullable(), cost_edit: z.coerce.boolean().nullable(),
  'carrier.': z.object({ rec_name: z.string() }).nullable(), 'packages.': z.array(packageShape),
  outgoing_moves: z.array(z.number()), inventory_moves: z.array(z.number()),
});

export type Shipment = z.output<typeof shipmentShape>;

const idShape = z.array(z.number());

/** `call` is that of somebody with every right, such as the administrator. */
export const floorOf = (call: Call) => {
  const context = { company: 1, language: 'en' };
  const one = async (model: string, domain: unknown): Promise<number> =>
    idOf(await call(`model.${model}.search`, domain, 0, 1, null, context));
  const on = async (method: string, shipment: number): Promise<unknown> =>
    call(`model.stock.shipment.out.${method}`, [shipment], context);

  /** The shipments of the sale with this number of the shop, oldest first. */
  const shipments = async (reference: string): Promise<readonly Shipment[]> =>
    z.array(shipmentShape).parse(await call('model.stock.shipment.out.search_read', [
      ['moves.origin.sale.reference', '=', reference, 'sale.line'],
    ], 0, null, [['id', 'ASC']], [
      'number', 'state', 'partially_assigned', 'cost', 'cost_edit', 'carrier.rec_name',
      'packages.code', 'packages.shipping_reference', 'packages.moves', 'outgoing_moves',
      'inventory_moves',
    ], context));

  const shipment = async (reference: string, at = 0): Promise<Shipment> => {
    const found = (await shipments(reference))[at];
    if (found === undefined) throw new Error(`${reference} has no shipment ${String(at)}`);
    return found;
  };

  const box = async (of: Shipment, moves: readonly number[]): Promise<number> =>
    idOf(await call('model.stock.package.create', [{
      type: await one('stock.package.type', []), company: 1,
      shipment: `stock.shipment.out,${String(of.id)}`, moves: [['add', moves]],
    }], context));

  return {
    call, context, on, shipment, shipments, box,
    async sell(reference: string, wanted: Wanted, over: object = {}): Promise<void> {
      const party = await one('party.party', [['name', '=', 'Iris Bell']]);
      const address = await one('party.address', [['party', '=', party]]);
      const lines = [];
      for (const [code, quantity] of Object.entries(wanted)) {
        const product = await one('product.product', [['code', '=', code]]);
        const unit = await one('product.uom', [
          ['symbol', '=', code === looseTea ? 'kg' : 'u'],
        ]);
        lines.push({
          product, quantity, unit, unit_price: { __class__: 'Decimal', decimal: '19.99' },
        });
      }
      const sale = idOf(await call('model.sale.sale.create', [{
        company: 1, currency: await one('currency.currency', []), party, reference,
        invoice_address: address, shipment_address: address, invoice_method: 'manual',
        warehouse: await one('stock.location', [['type', '=', 'warehouse']]),
        carrier: await one('carrier', []), shipment_cost_method: null,
        lines: [['create', lines]], ...over,
      }], context));
      for (const step of ['quote', 'confirm', 'process']) {
        await call(`model.sale.sale.${step}`, [sale], context);
      }
    },
    /** True when all of it was there. */
    async assign(reference: string, at = 0): Promise<boolean> {
      const { id } = await shipment(reference, at);
      return z.boolean().parse(await call('model.stock.shipment.out.assign_try', [id], context));
    },
    async pick(reference: string, at = 0): Promise<void> {
      await on('pick', (await shipment(reference, at)).id);
    },
    /** All of it into one box, or each move into a box of its own. */
    async pack(reference: string, boxes: 'one' | 'each' = 'one', at = 0): Promise<void> {
      const of = await shipment(reference, at);
      const full = idShape.parse(await call('model.stock.move.search', [
        ['id', 'in', of.outgoing_moves], ['quantity', '>', 0],
      ], 0, null, null, context));
      for (const moves of boxes === 'one' ? [full] : full.map((move) => [move])) {
        await box(of, moves);
      }
      await on('pack', of.id);
    },
    /** So many units more of an article on the shelf, or fewer. */
    async restock(sku: Sku, quantity: number): Promise<void> {
      const lost = await one('stock.location', [['type', '=', 'lost_found']]);
      const bin = await one('stock.location', [['code', '=', 'A-03-2']]);
      const [from, to] = quantity > 0 ? [lost, bin] : [bin, lost];
      const move = idOf(await call('model.stock.move.create', [{
        product: await one('product.product', [['code', '=', sku]]), company: 1,
        uom: await one('product.uom', [['symbol', '=', 'u']]), quantity: Math.abs(quantity),
        from_location: from, to_location: to, currency: await one('currency.currency', []),
        unit_price: { __class__: 'Decimal', decimal: '1' },
      }], context));
      await call('model.stock.move.do', [move], context);
    },
    /** Of what could not be assigned nothing is waited for: the screen's "ignore". */
    async assignWhatIsThere(reference: string, at = 0): Promise<void> {
      const { id } = await shipment(reference, at);
      const about = {
        ...context, active_model: 'stock.shipment.out', active_id: id, active_ids: [id],
      };
      const [session] = z.tuple([z.number()], z.unknown())
        .parse(await call('wizard.stock.shipment.assign.create', {}));
      const step = async (state: string) =>
        call('wizard.stock.shipment.assign.execute', session, {}, state, about);
      await step('start');
      await step('ignore');
      await call('wizard.stock.shipment.assign.delete', session, {});
    },
  };
};
