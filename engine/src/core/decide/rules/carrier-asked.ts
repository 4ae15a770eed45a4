/** The carrier that was used is held against the one that was asked for. */
import { serviceFor } from '../../policy/mapping.ts';
import { raise, type Rule } from '../draft.ts';

export const carrierAsked: Rule = (at, draft) => {
  const service = serviceFor(at.policy, at.snapshot.service);
  if (service === null) return draft;
  const asked = service.is === 'mapped' ? [service.carrier] : service.expect;
  const other = asked.length === 0
    ? undefined : at.labels.find((one) => !asked.includes(one.label.carrier));
  if (other === undefined) return draft;
  const used = other.label.carrier;
  return raise(draft, 'label.mismatched', {
    fault: `${asked.join(' or ')} asked, ${used} used`,
    lines: other.contents.map((one) => one.line),
    since: other.firstSeenAt,
    because: { is: 'carrier-other', asked: asked.join(' or '), used },
  });
};
