/**
 * What left by other means, by a person's word, wants no label any more; what stands comes out.
 */
import { totalOf, without } from '../../facts/units.ts';
import { excuse, oblige, takeOut, type Rule } from '../draft.ts';
import { tellByHand } from './left-by-other-means.ts';

export const sentOtherwise: Rule = (at, draft) => {
  const newest = at.sent.at(-1);
  // Goods that were confirmed since are released as ever.
  if (newest === undefined || totalOf(without(draft.mayRelease, at.spokenFor)) > 0) return draft;
  const { label: { carrier }, firstSeenAt: since, by } = newest;
  const trackingNumbers = at.sent.flatMap(({ label }) => label.trackingNumber ?? []);
  const because = { is: 'sent-otherwise', by, carrier, trackingNumbers } as const;
  const { mayRelease } = draft;
  const out = { ...takeOut(draft), mayRelease };
  const released = at.open.length === 0 ? excuse(out, ['release'], because) : out;
  // Another part of the goods has its label, and has yet to be seen leaving.
  if (at.labels.length > 0) return released;
  const left = oblige(excuse(released, ['label'], because), 'leave', {
    is: 'met', at: since, because,
  });
  // ShipStation tells of its own labels only.
  return at.channel?.toldBy === 'shipstation'
    ? tellByHand(at, left, { since, carrier, trackingNumbers }) : left;
};
