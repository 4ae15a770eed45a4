/** Calls of one look or one message; whatever is no result ends it. */
import { Ended, refused, unknown } from '../../../contract/one-message.ts';
import type { Access, Asked, Turn } from '../access.ts';
import { closed, type Complaint, type Heard } from '../rpc.ts';

export type Ask = (asked: Asked) => Promise<unknown>;

export const askBy = (access: Access, turn: Turn): Ask => async (asked) =>
  resultOrEnd(await access.call(asked, turn));

export const resultOrEnd = (heard: Heard): unknown => {
  switch (heard.is) {
    case 'result': return heard.value;
    case 'complaint': throw endedBy(heard.complaint);
    case 'unanswered': throw new Ended(heard.unanswered);
    case 'signed-out': throw new Ended(closed('unauthorised', heard.text));
    default: return heard satisfies never;
  }
};

/** What a complaint means for the message that met it. */
export const endedBy = (complaint: Complaint): Ended => {
  switch (complaint.kind) {
    case 'error':
      return refused('tryton.error', complaint.text === ''
        ? 'Tryton said no without a word' : complaint.text);
    case 'warning':
      return refused('tryton.warning', 'Tryton asks, and a person has to answer: ' +
        `${complaint.text} (${complaint.name}). Close the shipment in Tryton, or list the end of ` +
        'that name under acceptWarnings');
    case 'concurrency':
      // It is looked at again, and what is then still missing is written.
      return unknown('Somebody changed the shipment in Tryton at the same moment');
    case 'fault':
      return new Ended(closed('refused', `Tryton failed with: ${complaint.text}`));
    default:
      return complaint satisfies never;
  }
};
