import { quoted, quotedLast } from '../core/explain/words.ts';
import { attemptsOf, backOff, unansweredInARow } from '../core/facts/attempts.ts';
import { instant, later, renderInstant } from '../core/model/instant.ts';
import { consignmentId } from '../core/model/ids.ts';
import type { Attempt } from '../core/model/dossier.ts';
import { asWritten } from '../loop/mailbox.ts';
import { isAllowed } from '../people/rights.ts';
import type { Delivery } from '../store/deliveries.ts';
import type { Bearer } from '../store/keys.ts';
import type { DeliveryView } from './shapes.ts';

export const viewDelivery = (one: Delivery, bearer: Bearer): DeliveryView => {
  const { party, content, state } = one;
  const facts = one.facts.consignments[consignmentId(one.consignment)];
  const written = asWritten(content);
  const tries = facts === undefined ? [] : attemptsOf(facts, `tell-${party}`, content.id);
  const last = tries.at(-1);
  const nextTryAt = state === 'failing' && last !== undefined
    ? renderInstant(later(last.begunAt, backOff(unansweredInARow(tries)))) : null;
  return {
    ...written,
    parcels: written.parcels.map((parcel) =>
      ({ ...parcel, cost: isAllowed(bearer, 'see-costs') ? parcel.cost : null })),
    party, name: one.partyName, order: one.order, state,
    waitsOn: waitsOn(one),
    tries: tries.length,
    lastTryAt: last === undefined ? null : renderInstant(last.begunAt),
    nextTryAt,
    sentence: sentenceOf(one, last, tries.length),
  };
};

const waitsOn = ({ state, party }: Delivery): DeliveryView['waitsOn'] => {
  switch (state) {
    case 'waiting':
    case 'under-way':
    case 'failing':
      return 'gatepass';
    case 'delivered':
      return party;
    case 'dead':
      return 'person';
    case 'acknowledged':
      return null;
    default:
      return state satisfies never;
  }
};

const sentenceOf = (
  { state, party, acknowledgedAt }: Delivery,
  last: Attempt | undefined,
  tries: number,
): string => {
  const words = last?.outcome == null || last.outcome.is === 'done' ? '' : last.outcome.text;
  switch (state) {
    case 'waiting':
      return `It waits to be sent; the ${party} may fetch it.`;
    case 'under-way':
      return 'It is being sent.';
    case 'failing':
      return `The ${party} gave no usable answer (${quoted(words)}), ` +
        `${tries === 1 ? 'once' : `${String(tries)} times`} so far. It is sent again.`;
    case 'delivered':
      return `It lies ready or has arrived, and the ${party} has not confirmed it.`;
    case 'dead':
      return `The ${party} refused it: ${quotedLast(words)} It is not sent again by itself: put ` +
        'right what is wrong there, then have it sent again.';
    case 'acknowledged':
      return acknowledgedAt === null ? 'It was taken in.'
        : `The ${party} took it in at ${renderInstant(instant(acknowledgedAt))}.`;
    default:
      return state satisfies never;
  }
};
