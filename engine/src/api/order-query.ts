/**
 * How a list of orders is asked for: every part of the filter has one name in the address, and
 * the same names come back wherever a number stands for a list.
 */
import { z } from 'zod';
import { stages } from '../core/model/decision.ts';
import { owners } from '../core/model/exceptions.ts';
import { ages, owings, type OrderFilter } from '../store/order-filter.ts';
import { orderSorts } from '../store/reading.ts';
import { obligationShape } from './shapes/order.ts';
import { askedTextShape, instantText, readable, unreadable } from './shapes/words.ts';

/** Several values of one part, by commas: any of them. */
const anyOf = <Word extends string>(values: readonly Word[]) => z.string().max(1000)
  .transform((text, context): readonly Word[] => {
    const asked = text.split(',').map((one) => one.trim());
    const known = values.filter((value) => asked.includes(value));
    const unknown = asked.find((one) => !values.some((value) => value === one));
    if (unknown === undefined) return known;
    context.addIssue(`knows ${values.join(', ')}, and several of them with commas between`);
    return z.NEVER;
  });

const names = z.string().max(1000).regex(readable, unreadable)
  .transform((text) => text.split(',').map((one) => one.trim()).filter((one) => one !== ''))
  .refine((all) => all.length > 0, 'names none: leave it out for all of them');

const orderIds = z.string().max(8_000).regex(/^[\w,-]+$/)
  .transform((text) => text.split(',').filter((one) => one !== ''))
  .refine((ids) => ids.length >= 1 && ids.length <= 200, 'takes 1 to 200');

const yesNo = z.enum(['yes', 'no']).transform((word) => word === 'yes');

export const orderQueryShape = z.object({
  id: orderIds.optional().meta({ description: 'these orders, by commas; at most 200' }),
  orderNumber: askedTextShape.optional(),
  stage: anyOf(stages).optional().meta({ description: 'one or several, by commas' }),
  notStage: anyOf(stages).optional().meta({ description: 'any stage but these' }),
  waitingOn: obligationShape.shape.waitsOn.unwrap().optional(),
  notWaitingOn: obligationShape.shape.waitsOn.unwrap().optional(),
  exception: askedTextShape.optional()
    .meta({ description: 'the code of the exception that the headline shows' }),
  causeCode: askedTextShape.optional()
    .meta({ description: 'any open exception of this code, in the headline or not' }),
  causeFault: z.string().max(500).regex(readable, unreadable).optional()
    .meta({ description: 'with causeCode: and of this value at fault' }),
  blocked: yesNo.optional().meta({ description: 'an exception stands in the headline' }),
  age: anyOf(ages).optional()
    .meta({ description: 'how the wait stands against its limit; with owes, of what is owed' }),
  notAge: anyOf(ages).optional(),
  warehouse: names.optional(),
  notWarehouse: names.optional(),
  channel: names.optional(),
  notChannel: names.optional(),
  carrier: names.optional().meta({ description: 'ShipStation\'s carrier codes' }),
  notCarrier: names.optional(),
  carrierKnown: yesNo.optional()
    .meta({ description: 'its label or its service says with whom it goes' }),
  service: names.optional().meta({
    description: 'of the newest label, else in the warehouse\'s own words as it asked',
  }),
  notService: names.optional(),
  disagrees: yesNo.optional().meta({ description: 'the three systems do not say the same' }),
  owes: z.enum(owings).optional(),
  open: yesNo.optional().meta({ description: 'somebody still owes something' }),
  heardFrom: instantText.optional(),
  heardTo: instantText.optional(),
  placedFrom: instantText.optional().meta({
    description: 'placed then or later, as the channel says; an order whose channel has not ' +
      'said when it was placed is in no list by this',
  }),
  placedTo: instantText.optional().meta({
    description: 'placed before then, as the channel says; an order whose channel has not said ' +
      'when it was placed is in no list by this',
  }),
  relabelled: yesNo.optional()
    .meta({ description: 'a label of it was voided, and another one stands' }),
  cancelledLate: yesNo.optional()
    .meta({ description: 'cancelled after it stood in ShipStation' }),
  held: yesNo.optional().meta({ description: 'a person keeps it back' }),
  asked: yesNo.optional().meta({ description: 'a question to the warehouse is unanswered' }),
  owner: anyOf(owners).optional()
    .meta({ description: 'whose the exception in the headline is' }),
  notOwner: anyOf(owners).optional(),
  causeId: askedTextShape.optional()
    .meta({ description: 'any open exception of this group of exceptions' }),
  entered: z.enum([...stages, 'confirmed']).optional().meta({
    description: 'came to this stage; confirmed: labelled, and the warehouse told. Steps are ' +
      'kept for some weeks',
  }),
  left: z.enum(stages).optional().meta({ description: 'went on from this stage' }),
  movedFrom: instantText.optional().meta({ description: 'made such a step since then' }),
  movedTo: instantText.optional().meta({ description: 'and before then' }),
  rightFirst: yesNo.optional().meta({ description: 'has met no exception but a nuisance' }),
  queuedFor: askedTextShape.optional()
    .meta({ description: 'something is to be done for it on this connection' }),
});

export type OrderQuery = z.output<typeof orderQueryShape>;
/** As it stands in an address: what a number on the first page gives out as its list. */
export type OrderAddress = Partial<Record<keyof OrderQuery, string>>;

export const sortShape = z.enum(orderSorts).default('changed')
  .meta({ description: 'newest change, longest wait, or the number' });

export const filterFrom = (query: OrderQuery): OrderFilter => ({
  ids: query.id,
  orderNumber: query.orderNumber,
  stages: query.stage,
  notStages: query.notStage,
  waitingOn: query.waitingOn,
  notWaitingOn: query.notWaitingOn,
  exception: query.exception,
  owners: query.owner,
  notOwners: query.notOwner,
  cause: query.causeCode === undefined
    ? undefined : { code: query.causeCode, fault: query.causeFault ?? null },
  isBlocked: query.blocked,
  ages: query.age,
  notAges: query.notAge,
  warehouses: query.warehouse,
  notWarehouses: query.notWarehouse,
  channels: query.channel,
  notChannels: query.notChannel,
  carriers: query.carrier,
  notCarriers: query.notCarrier,
  isCarrierKnown: query.carrierKnown,
  services: query.service,
  notServices: query.notService,
  disagrees: query.disagrees,
  owes: query.owes,
  isOpen: query.open,
  heardFrom: instantOf(query.heardFrom),
  heardTo: instantOf(query.heardTo),
  placedFrom: instantOf(query.placedFrom),
  placedTo: instantOf(query.placedTo),
  isRelabelled: query.relabelled,
  isCancelledLate: query.cancelledLate,
  isHeld: query.held,
  isAsked: query.asked,
  causeId: query.causeId,
  moved: movedIn(query),
  isRightFirst: query.rightFirst,
  queuedFor: query.queuedFor,
});

const movedIn = ({ entered, left, movedFrom, movedTo }: OrderQuery): OrderFilter['moved'] =>
  [entered, left, movedFrom, movedTo].every((part) => part === undefined) ? undefined : {
    entered, left, from: instantOf(movedFrom), to: instantOf(movedTo),
  };

const instantOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text);
