/** The carrier and service that were used are held against those that were asked for. */
import type { OutboundLabel } from '../../facts/labels.ts';
import { carrierCode, serviceFor } from '../../policy/mapping.ts';
import type { ServiceMapping } from '../../policy/policy.ts';
import type { Case } from '../case.ts';
import { raise, type Rule } from '../draft.ts';

export const carrierAsked: Rule = (at, draft) => {
  const service = serviceFor(at.policy, at.snapshot.service);
  if (service === null) return draft;
  const found = at.labels.flatMap((one) => {
    if (isNameOnly(at, one)) return [];
    const because = otherThanAsked(service, one);
    return because === null ? [] : [{ one, because }];
  })[0];
  if (found === undefined) return draft;
  const { one, because } = found;
  return raise(draft, 'label.mismatched', {
    fault: `${because.asked} asked, ${because.used} used`,
    lines: one.contents.map(({ line }) => line),
    since: one.firstSeenAt,
    because,
  });
};

/** A notice names carriers as people do: one without a code is asked about when it is told. */
const isNameOnly = ({ policy }: Case, { label }: OutboundLabel): boolean =>
  label.isNoticed === true && carrierCode(policy, label.carrier) === null;

/** A service that the label does not name cannot be held against it. */
const otherThanAsked = (
  asked: ServiceMapping,
  { label }: OutboundLabel,
): { is: 'carrier-other' | 'service-other'; asked: string; used: string } | null => {
  const carriers = asked.is === 'mapped' ? [asked.carrier] : asked.expect;
  if (carriers.length > 0 && !carriers.includes(label.carrier)) {
    return { is: 'carrier-other', asked: carriers.join(' or '), used: label.carrier };
  }
  // The service of a notice is words for people, and no code.
  const service = label.isNoticed === true ? null : label.service;
  if (asked.is !== 'mapped' || service === null || service === asked.service) {
    return null;
  }
  return { is: 'service-other', asked: asked.service, used: service };
};
