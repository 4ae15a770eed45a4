/** Why the shop has no work left for what is in a parcel, in words for whoever has to see to it. */
import type { Units } from '../../../contract/units.ts';
import type { Standing, Work } from './standing.ts';

export type No = { readonly code: string; readonly text: string };

/** `location` is the only one that counts, by its number; null: all do. */
export const whyNot = (
  lacking: Units,
  { work, sent }: Standing,
  location: string | null,
): No => {
  const [line = '', quantity = 0] = [...lacking][0] ?? [];
  const units = `${String(quantity)} of line ${line}`;
  const of = work.filter(({ lines }) => lines.some((one) => one.line === line));
  const open = of.filter(({ lines }) =>
    lines.some((one) => one.line === line && one.remaining > 0));
  if (of.length === 0) {
    return {
      code: 'line.unknown',
      text: `The shop shows no line ${line} of this order to be sent: it is no line of it, or ` +
        'the app may not see the location that sends it',
    };
  }
  const held = open.find(({ status }) => status === 'ON_HOLD');
  if (held !== undefined) {
    return {
      code: 'order.on-hold',
      text: `${units} is on hold in the shop${reasonsOf(held)}; release the hold there, then ` +
        'tell it again',
    };
  }
  const elsewhere = open.find((one) => location !== null && one.location.id !== location);
  if (elsewhere !== undefined) {
    return {
      code: 'line.elsewhere',
      text: `${units} is to be sent from ${elsewhere.location.name} by the shop’s plan, not from ` +
        `location ${location ?? ''}; move it there, then tell it again`,
    };
  }
  const shut = open.find(({ mayBeSent }) => !mayBeSent);
  if (shut !== undefined) {
    return {
      code: 'line.not-open',
      text: `${units} stands as ${shut.status} at ${shut.location.name} in the shop, and this ` +
        'app may not say that it was sent',
    };
  }
  const numbers = sent.flatMap((one) => one.numbers).slice(0, 5);
  const by = numbers.length === 0 ? '' : `; sent so far is under ${numbers.join(', ')}`;
  return {
    code: 'line.closed',
    text: `The shop has no work left for ${units}: somebody else has closed it, or it was ` +
      `refunded or removed${by}`,
  };
};

const reasonsOf = ({ holds }: Work): string =>
  (holds.length === 0 ? '' : ` (${holds.slice(0, 3).join('; ')})`);
