/** What stands in ShipStation waits for the shipping desk to make its label. */
import { voidedLabels } from '../../facts/labels.ts';
import { markOn } from '../../facts/marks.ts';
import { stoodSince, type StandingOrder } from '../../facts/releases.ts';
import { later, latest, type Instant } from '../../model/instant.ts';
import type { Reason } from '../../model/reasons.ts';
import type { Case } from '../case.ts';
import { lookAgain, oblige, raise, type Draft, type Rule } from '../draft.ts';

export const label: Rule = (at, draft) => {
  const [standing] = at.open;
  const stood = stoodSince(at.open);
  const confirm = draft.obligations.confirm;
  // What stood there parked could not be labelled before the goods were confirmed.
  const since = stood === null ? null
    : latest(stood, confirm?.is === 'met' ? confirm.at : null);
  const [first] = at.labels;
  if (standing !== undefined && since !== null) {
    const { number, status } = standing.order;
    const isHeld = status.is === 'on-hold';
    const twice = draft.exceptions.find((one) => one.code === 'order.duplicate');
    if (twice !== undefined) {
      return oblige(draft, 'label', {
        is: 'open', waitsOn: 'person', since, limitAt: null, because: twice.because,
      });
    }
    if (confirm?.is === 'open') {
      return oblige(draft, 'label', { is: 'later', because: { is: 'after', what: 'confirm' } });
    }
    // What is to come out, or to change, is not to be labelled as it stands.
    if (draft.obligations.release?.is !== 'met') {
      return oblige(draft, 'label', { is: 'later', because: { is: 'after', what: 'release' } });
    }
    if (at.snapshot.status === 'dispatched' || at.snapshot.dispatch !== null) {
      return oblige(draft, 'label', {
        is: 'open', waitsOn: 'person', since, limitAt: null,
        because: { is: 'still-awaiting', number },
      });
    }
    return oblige(draft, 'label', {
      is: 'open',
      waitsOn: 'shipping-desk',
      since,
      limitAt: later(since, at.limits.releaseToLabel),
      because: isHeld ? { is: 'on-hold-there', number } : { is: 'waits-for-label', number },
    });
  }
  const [shipped] = at.shipped;
  if (shipped !== undefined) {
    // Left by other means, and marked so by us or by the desk: nobody is asked about it.
    const said = draft.obligations.label?.because.is;
    return said === 'left-by-other-means' || said === 'sent-otherwise'
      ? draft : marked(at, draft, shipped) ?? labelUnseen(at, draft, shipped);
  }
  if (first === undefined) {
    return oblige(draft, 'label', { is: 'later', because: { is: 'after', what: 'release' } });
  }
  return oblige(draft, 'label', {
    is: 'met',
    at: first.firstSeenAt,
    because: {
      is: 'labelled',
      trackingNumbers: at.labels.flatMap((one) => one.label.trackingNumber ?? []),
      carrier: first.label.carrier,
    },
  });
};

/** Marked as shipped, and by what: there is no label to wait for. */
const marked = (at: Case, draft: Draft, standing: StandingOrder): Draft | null => {
  const sighting = markOn(at.facts, standing);
  if (sighting === null) return null;
  const { mark: { carrier, trackingNumber, provider }, firstSeenAt } = sighting;
  const { number } = standing.order;
  const isBare = carrier === null && trackingNumber === null && provider === null;
  const because = isBare ? { is: 'marked-there', number } as const
    : { is: 'marked-with', number, carrier, trackingNumber, provider } as const;
  return markedThere(at, draft, firstSeenAt, because);
};

const markedThere = (at: Case, draft: Draft, since: Instant, because: Reason): Draft => oblige(
  raise(draft, 'order.marked-there', { fault: at.facts.warehouse, since, because }),
  'label', { is: 'open', waitsOn: 'person', since, limitAt: null, because });

/** The label feed is asked every few seconds; after this long it would have shown the label. */
const feedsAgree = 3 * 60_000;

const isLookedFor = ({ contact: { labelsThrough } }: Case, seenAt: Instant): boolean =>
  labelsThrough !== null && labelsThrough >= seenAt + feedsAgree;

/** Shipped by ShipStation's word, not by a mark, and its label may come with the next look. */
export const isLabelToCome = (at: Case, standing: StandingOrder): boolean =>
  markOn(at.facts, standing) === null && !isLookedFor(at, standing.seenAt);

/** Shipped by ShipStation's word: its label comes with the next look, or there is none. */
const labelUnseen = (
  at: Case,
  draft: Draft,
  { order, firstSeenAt, seenAt }: StandingOrder,
): Draft => {
  const { number } = order;
  // A label that was just voided: the order is on its way back to waiting for another.
  const isVoided = voidedLabels(at.facts).some(({ label }) => label.order === order.id);
  if (isVoided || !isLookedFor(at, seenAt)) {
    return lookAgain(
      oblige(draft, 'label', {
        is: 'open', waitsOn: isVoided ? 'shipping-desk' : 'gatepass', since: firstSeenAt,
        limitAt: later(seenAt, at.limits.releaseToLabel),
        because: isVoided ? { is: 'waits-for-label', number } : { is: 'label-unseen', number },
      }),
      isVoided ? null : later(at.now, 10_000));
  }
  return markedThere(at, draft, seenAt, { is: 'marked-there', number });
};
