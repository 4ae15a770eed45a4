/** What the engine offers to be done about one order, and what people ruled about it. */
import { change, type ConsignmentView, type OrderView, type Said } from './client.ts';

/** A button as the engine describes it: the console knows none of the rules behind it. */
export type Action = OrderView['actions'][number];
export type Ruling = ConsignmentView['rulings'][number];
export type RulingAnswer = Said<'/v1/orders/{id}/rulings'>;

/** What a person added to an offer: why, and whatever else it asks for. */
export type Filling = Readonly<Partial<Record<Action['asks'][number], string>>>;

export const doAsOffered = ({ path, body }: Action, filling: Filling) =>
  change<RulingAnswer>(path, { ...body, ...filling });

export const takeBack = (order: string, ruling: string, why: string) => change<RulingAnswer>(
  `/v1/orders/${encodeURIComponent(order)}/rulings/${encodeURIComponent(ruling)}/withdraw`,
  { why });
