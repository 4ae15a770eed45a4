/**
 * One message to the warehouse. How its shipment stands is read, what is missing is written in one
 * call, a packed shipment is closed, and all of it is read again: Tryton says yes to closing what
 * is not packed, and does nothing [measured]. Nothing is ever assigned, picked or packed from here.
 */
import type { Performed } from '../../../contract/connector.ts';
import { Ended, refused, toldUnlessEnded, unknown } from '../../../contract/one-message.ts';
import { storableText } from '../../../contract/their-words.ts';
import type { MessageContent } from '../../../core/model/decision.ts';
import type { Instant } from '../../../core/model/instant.ts';
import type { Access, Standing, Turn } from '../access.ts';
import { tellTimeoutMilliseconds } from '../manifest.ts';
import { closed } from '../rpc.ts';
import type { TrytonSettings } from '../settings.ts';
import {
  carrierFields, carrierSearch, carriersShape, chooseCarrier,
} from '../translate/carrier.ts';
import { planOf, type Plan } from '../translate/plan.ts';
import { decimalOf } from '../translate/shapes.ts';
import { statusOf } from '../translate/status.ts';
import { askBy, type Ask } from './asking.ts';
import { closeShipment } from './close.ts';
import { tellToStop } from './recall.ts';
import { findShipment, stampIn, stampName, type Found } from './standing.ts';

export const tell = async (
  access: Access,
  settings: TrytonSettings,
  message: MessageContent,
  now: Instant,
): Promise<Performed> => {
  const turn = turnWithin(now, tellTimeoutMilliseconds);
  const performed = await toldUnlessEnded(async () => {
    const standing = await access.standing(turn);
    const telling = {
      access, ask: askBy(access, turn), standing, settings, message, turn,
    };
    await (message.kind === 'recall' ? tellToStop(telling) : tellOfParcels(telling));
  });
  // A note asks to stop; whether somebody heeds it, the shipment will show.
  return message.kind !== 'recall' ? performed : {
    ...performed,
    outcomes: performed.outcomes.map((one) =>
      (one.is === 'done' ? { ...one, acknowledged: false } : one)),
  };
};

export type Telling = {
  readonly access: Access;
  readonly ask: Ask;
  readonly standing: Standing;
  readonly settings: TrytonSettings;
  readonly message: MessageContent;
  readonly turn: Turn;
};

const tellOfParcels = async (telling: Telling): Promise<void> => {
  const { ask, standing, settings, message } = telling;
  const found = await findShipment(ask, standing, settings, message.consignment);
  holdOpen(found, message);
  const plan = decided(found, message);
  const carrier = message.kind === 'void' ? null : await carrierFor(telling, found);
  const isWritten = await write(telling, found, plan, carrier);
  const closes = settings.close === 'at-label' && message.kind !== 'void' &&
    statusOf(found.state) === 'packed' && plan.isWhole;
  if (closes) await closeShipment(telling, found);
  if (!isWritten && !closes) return;
  const after = await findShipment(ask, standing, settings, message.consignment);
  holdClosed(after, closes);
  holdWritten(decided(after, message), after, carrier);
};

/** Only of what is packed, or has gone, a number is told; whatever else was done to it since. */
const holdOpen = ({ number, state }: Found, { kind }: MessageContent): void => {
  const status = statusOf(state);
  if (kind === 'void' || status === 'packed' || status === 'dispatched') return;
  throw refused('shipment.not-packed', status === 'cancelled'
    ? `Shipment ${number} was cancelled in Tryton after its label was made: void the label, or ` +
      'make a new shipment there'
    : `Shipment ${number} is ${state} in Tryton and no longer packed, so that nothing was ` +
      'written and it was not closed: see to it there, and tell it again when it is packed');
};

type Decided = Extract<Plan, { is: 'plan' }>;

const decided = (found: Found, message: MessageContent): Decided => {
  const plan = planOf(found, message);
  if (plan.is === 'refused') throw refused(plan.code, plan.text);
  return plan;
};

const carrierFor = async (
  { ask, standing, message }: Telling,
  found: Found,
): Promise<number | null> => {
  const [first] = message.parcels;
  const word = storableText(first?.carrier ?? '');
  if (word === '') return null;
  const read = carriersShape.safeParse(await ask({
    method: 'model.carrier.search_read',
    params: [
      carrierSearch(word), 0, 50, [['id', 'ASC']], carrierFields,
      { company: standing.company, language: 'en' },
    ],
    timeoutMilliseconds: 1_500, purpose: 'find the carrier',
  }));
  if (!read.success) {
    throw new Ended(closed('unreadable', 'Tryton’s answer is no list of carriers'));
  }
  const chosen = chooseCarrier(read.data, word, found.carrier ?? null);
  if (chosen.is === 'refused') throw refused(chosen.code, chosen.text);
  return chosen.id;
};

/** In one transaction of theirs; answers whether there was anything to write. */
const write = async (
  { ask, standing }: Telling,
  found: Found,
  { numbers, cost }: Decided,
  carrier: number | null,
): Promise<boolean> => {
  const values = {
    ...(carrier === null || carrier === found.carrier ? {} : { carrier }),
    ...(cost === null ? {} : { cost_edit: true, cost: decimalOf(cost) }),
    ...(numbers.size === 0 ? {} : {
      packages: [...numbers].map(([box, number]) =>
        ['write', [box], { shipping_reference: number }]),
    }),
  };
  if (Object.keys(values).length === 0) return false;
  const seenAt = stampIn(found);
  await ask({
    method: 'model.stock.shipment.out.write',
    params: [[found.id], values, {
      company: standing.company, language: 'en',
      // What was changed since it was read is not written over.
      ...(seenAt === null ? {} : {
        [stampName]: { [`stock.shipment.out,${String(found.id)}`]: seenAt },
      }),
    }],
    timeoutMilliseconds: 3_000, purpose: 'write number, carrier and cost',
  });
  return true;
};

const holdClosed = ({ number, state }: Found, closes: boolean): void => {
  if (!closes || statusOf(state) === 'dispatched') return;
  throw refused('shipment.not-closed', `Tryton said yes to closing shipment ${number}, and did ` +
    `not: it is ${state}. Its number stands there; see to it, and tell it again`);
};

const holdWritten = (left: Decided, after: Found, carrier: number | null): void => {
  const isThere = left.numbers.size === 0 && left.cost === null &&
    (carrier === null || after.carrier === carrier);
  if (!isThere) throw unknown(`Tryton said yes, and shipment ${after.number} does not show it`);
};

/** All calls of one message together take no longer than this, however long each might. */
const turnWithin = (now: Instant, total: number): Turn => {
  let left = total;
  return {
    now,
    allow: (wanted) => {
      const allowed = Math.min(wanted, left);
      if (allowed < leastForACall) throw unknown('Telling it took more calls than it may');
      left -= allowed;
      return allowed;
    },
  };
};

const leastForACall = 200;
