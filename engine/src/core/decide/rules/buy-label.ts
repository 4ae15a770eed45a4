/** Where the policy has Gatepass buy labels, it buys one for what is through the gate, once. */
import { voidedLabels } from '../../facts/labels.ts';
import { markOn } from '../../facts/marks.ts';
import { askedFor, parcelOfOrder } from '../../facts/parcels.ts';
import { stoodSince, type StandingOrder } from '../../facts/releases.ts';
import { carriesOthers, totalOf, without } from '../../facts/units.ts';
import type { Action, LabelContent } from '../../model/decision.ts';
import { readKey } from '../../model/ids.ts';
import { later, latest, type Instant } from '../../model/instant.ts';
import type { Parcel } from '../../model/warehouse.ts';
import type { Reason } from '../../model/reasons.ts';
import { serviceFor } from '../../policy/mapping.ts';
import { contentOf } from '../action-content.ts';
import type { Case } from '../case.ts';
import { isMet, lookAgain, oblige, raise, wish, type Draft, type Rule } from '../draft.ts';
import { pursuePurchase } from '../purchase.ts';
import { nextVan, urgencyOf, weightOf } from '../release-content.ts';

export const buyLabel: Rule = (at, draft) => {
  const [standing] = at.open;
  const confirm = draft.obligations.confirm;
  const stood = stoodSince(at.open);
  if ((at.warehouse?.labels ?? 'desk') === 'desk' || standing === undefined || stood === null) {
    return draft;
  }
  if (draft.obligations.label !== undefined || confirm?.is !== 'met') return draft;
  if (!isMet(draft, 'release') || !mayBeLabelled(at, draft, standing)) return draft;
  const since = latest(stood, confirm.at) ?? stood;
  const parcel = parcelOn(at, standing);
  if (at.warehouse?.labels === 'on-demand' && !isAsked(at, parcel)) {
    return leaveToBench(at, draft, standing, parcel, since);
  }
  const content = labelContent(at, standing);
  return typeof content === 'string'
    ? leaveToDesk(at, draft, standing, content, since)
    : buy(at, draft, standing, content, since);
};

/** Awaiting by ShipStation's word, still here, and all of it allowed to go just now. */
const mayBeLabelled = (at: Case, draft: Draft, { order, units }: StandingOrder): boolean => {
  const { snapshot } = at;
  const hasLeft = snapshot.status === 'dispatched' || snapshot.dispatch !== null;
  const isTwice = draft.exceptions.some((one) => one.code === 'order.duplicate');
  const isConfirmed = totalOf(without(units, without(draft.mayRelease, at.spokenFor))) === 0;
  // What is on our shelf alone has no number there that a label could be bought for.
  const isThere = order.shelf === undefined && order.status.is === 'awaiting';
  return isThere && !hasLeft && !isTwice && isConfirmed;
};

type ByDesk = Extract<Reason, { readonly is: 'label-by-desk' }>['what'];

/** The parcel that the label is for: the order's own, or the only one there is. */
const parcelOn = (at: Case, { order }: StandingOrder): Parcel | null =>
  parcelOfOrder(at, order) ??
    (at.snapshot.parcels.length === 1 ? (at.snapshot.parcels[0] ?? null) : null);

/** Of several parcels in one order none is asked for alone: the desk makes what it needs. */
const isAsked = (at: Case, parcel: Parcel | null): boolean =>
  parcel === null ? at.snapshot.parcels.length > 1 : askedFor(at, parcel.reference) !== null;

const leaveToBench = (
  at: Case,
  draft: Draft,
  { units }: StandingOrder,
  parcel: Parcel | null,
  since: Instant,
): Draft => oblige(draft, 'label', {
  is: 'open', waitsOn: 'warehouse', since,
  limitAt: later(since, at.limits.releaseToLabel),
  because: {
    is: 'label-unasked', units: totalOf(units), parcels: parcel === null ? [] : [parcel.reference],
  },
});

/** What is to be bought; or why only people at the desk can make this label. */
const labelContent = (at: Case, standing: StandingOrder): LabelContent | ByDesk => {
  const { order, units } = standing;
  const parcel = parcelOn(at, standing);
  if (at.open.length > 1 || order.splitFrom !== null) return 'split';
  if (carriesOthers(at.facts, standing)) return 'other-goods';
  if (markOn(at.facts, standing) !== null) return 'marked';
  // Only by our keys is a label known in the feed, should the answer to the purchase be lost.
  if (order.lines.some(({ key }) => key === null || readKey(key) === null)) return 'not-ours';
  // V1 makes one label for an order, however many boxes there are.
  if (parcel === null && at.snapshot.parcels.length > 1) return 'several-parcels';
  const service = serviceFor(at.policy, at.snapshot.service);
  if (service?.is !== 'mapped') return 'service-left';
  if (service.package === null) return 'package-unknown';
  const weightGrams = parcel?.weightGrams ?? weightOf(at, units);
  if (weightGrams === null || weightGrams === 0) return 'weight-unknown';
  return {
    number: order.number, key: order.key, lines: order.lines, carrier: service.carrier,
    service: service.service, package: service.package,
    confirmation: service.confirmation ?? 'none', weightGrams, size: sizeOf(parcel),
    collectedAt: nextVan(at, service.carrier),
  };
};

const sizeOf = (parcel: Parcel | null): LabelContent['size'] => {
  const [lengthMm, widthMm, heightMm] = [parcel?.lengthMm, parcel?.widthMm, parcel?.heightMm];
  // A side that is not measured, or measured as nothing, makes no box.
  return lengthMm && widthMm && heightMm ? { lengthMm, widthMm, heightMm } : null;
};

const buy = (
  at: Case,
  draft: Draft,
  standing: StandingOrder,
  content: LabelContent,
  since: Instant,
): Draft => {
  const { order } = standing;
  const { number } = order;
  if (at.warehouse === null) return draft;
  const action: Action = {
    do: 'buy-label', about: order.id, connection: at.warehouse.shipstation, order: order.id,
    content, urgency: urgencyOf(at, content.carrier, since),
  };
  const limitAt = later(since, at.limits.releaseToLabel);
  const open = { is: 'open', waitsOn: 'gatepass', since, limitAt } as const;
  const pursuit = pursuePurchase(at, { about: order.id, content: contentOf(action) });
  const go = (): Draft => wish(oblige(draft, 'label', {
    ...open, because: { is: 'to-buy-label', number, carrier: content.carrier },
  }), action);
  switch (pursuit.is) {
    case 'go':
      return go();
    case 'under-way':
    case 'looking':
      return lookAgain(oblige(draft, 'label', {
        ...open,
        because: { is: pursuit.is === 'looking' ? 'label-unanswered' : 'label-under-way', number },
      }), pursuit.until);
    case 'done':
      // It stands awaiting again because its label was voided; another parcel gets another label.
      if (!isVoided(at, standing)) {
        return oblige(draft, 'label', { ...open, because: { is: 'label-under-way', number } });
      }
      return pursuit.isSame && !isAskedAnew(at, standing)
        ? leaveToDesk(at, draft, standing, 'voided', since) : go();
    case 'refused':
      return askPerson(draft, 'label.refused', pursuit.text, pursuit.at, {
        is: 'label-refused', number, text: pursuit.text,
      });
    case 'unanswered':
      return askPerson(draft, 'label.unanswered', at.warehouse.shipstation, pursuit.at, {
        is: 'label-in-doubt', number, tries: pursuit.tries,
      });
    default:
      return pursuit satisfies never;
  }
};

/** The bench asked since the last label was voided: another one is what it wants. */
const isAskedAnew = (at: Case, standing: StandingOrder): boolean => {
  const parcel = parcelOn(at, standing);
  return at.warehouse?.labels === 'on-demand' && parcel !== null && isAsked(at, parcel);
};

const isVoided = ({ facts }: Case, { order }: StandingOrder): boolean =>
  voidedLabels(facts).some(({ label }) => label.order === order.id);

const leaveToDesk = (
  at: Case,
  draft: Draft,
  { order }: StandingOrder,
  what: ByDesk,
  since: Instant,
): Draft => oblige(draft, 'label', {
  is: 'open', waitsOn: 'shipping-desk', since,
  limitAt: later(since, at.limits.releaseToLabel),
  because: { is: 'label-by-desk', number: order.number, what },
});

const askPerson = (
  draft: Draft,
  code: 'label.refused' | 'label.unanswered',
  fault: string,
  since: Instant,
  because: Reason,
): Draft => oblige(
  raise(draft, code, { fault, since, because }),
  'label', { is: 'open', waitsOn: 'person', since, limitAt: null, because });
