import { doseShape, fault, upTo } from './fault.ts';
import type { Dose, Fault } from './fault.ts';

/** Strikes the next so many of something, or a share of all; `part` of them on a bad day. */
const dose = (meaning: string, part: number | null): Fault<Dose> =>
  fault<Dose>({
    shape: doseShape,
    none: 0,
    meaning,
    ...(part === null ? {} : { storm: (level: number) => ({ share: upTo(part, level) }) }),
  });

/** Faults of labels, of the notice to the channel, and of webhooks. */
export const labelFaults = {
  carrierRefusals: dose('the carrier refuses the next labels with a text of its own (I 3.4)', 0.03),
  carrierTimeouts: dose(
    'the carrier does not answer in time: a 500, and a label as the switch carrierTimeout has it ' +
      '(I 8)',
    0.02,
  ),
  refuseVoids: dose('the next voids are answered `approved: false` (D 3.9)', 0.1),
  noticesRefused: dose('the channel refuses the notice, with notifyErrorMessage (D 3.13)', 0.05),
  noticesSwallowed: dose(
    'the notice is never sent: marketplaceNotified stays false without a text (D 3.13)',
    0.02,
  ),
  noticesLate: dose('the notice is sent one to five hours late (D 3.13)', 0.05),
  webhooksLost: dose('the next webhook messages are never sent (I 3.11)', 0.1),
  webhooksLate: dose('the next webhook messages come one to ten minutes late (D 3.11)', 0.2),
  webhooksReordered: dose('the next webhook messages are overtaken by later ones (I 3.11)', 0.1),
  webhooksDoubled: dose('the next webhook messages are sent twice (I 3.11)', 0.1),
  webhooksForged: dose('the next webhook messages name a foreign host (I 8)', null),
} as const;
