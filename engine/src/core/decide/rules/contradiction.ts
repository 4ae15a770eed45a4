/** Contradictory goods are not ready: a person settles what is true before anything is released. */
import { contradictionsIn } from '../../facts/contradictions.ts';
import { beyondChannel } from '../../facts/channel-wants.ts';
import type { Dossier } from '../../model/dossier.ts';
import type { Contradiction } from '../../model/reasons.ts';
import type { ConsignmentSnapshot } from '../../model/warehouse.ts';
import type { Case } from '../case.ts';
import { oblige, raise, takeOut, type Draft, type Rule } from '../draft.ts';

export const contradiction: Rule = (at, draft) =>
  draft.obligations.confirm === undefined ? doubt(at, settle(at, draft)) : draft;

/** What stands there already is not taken out on a contradiction; the desk must know of it. */
const doubt = ({ open, facts, says }: Case, draft: Draft): Draft => {
  const [standing] = open;
  if (standing === undefined || draft.obligations.confirm === undefined) return draft;
  return raise(draft, 'order.doubtful', {
    fault: facts.warehouse,
    lines: [...standing.units.keys()],
    since: says.arrivedAt,
    because: { is: 'order-doubtful', number: standing.order.number },
  });
};

const settle: Rule = (at, draft) => {
  const { dossier, facts, snapshot, says } = at;
  const since = says.arrivedAt;
  if (says.rival !== null) {
    const because = { is: 'rival-contents', revision: snapshot.revision } as const;
    const raised = raise(draft, 'revision.conflicting', {
      fault: 'same revision, other content', since: says.rival.arrivedAt, because,
    });
    return oblige(raised, 'confirm', {
      is: 'open', waitsOn: 'warehouse', since: says.rival.arrivedAt, limitAt: null, because,
    });
  }
  const rival = dossier.channelSays?.rival;
  if (rival !== undefined) return rivalOrders(at, draft, rival);
  const findings = [
    ...contradictionsIn(snapshot),
    ...beyondChannel(dossier, facts),
    ...otherOrder(dossier, snapshot),
  ];
  if (findings.length === 0) return draft;
  const because = { is: 'contradiction', findings } as const;
  // What the channel took back is stated, not in doubt: it comes out.
  const isTakenBack = findings.some((one) => one.is === 'channel-wants-fewer');
  const raised = raise(isTakenBack ? takeOut(draft) : draft, 'line.contradictory', {
    fault: [...new Set(findings.map((one) => one.is))].join(', '),
    lines: findings.flatMap((one) => ('line' in one ? [one.line] : [])),
    since,
    because,
  });
  return oblige(raised, 'confirm', {
    is: 'open', waitsOn: 'warehouse', since, limitAt: null, because,
  });
};

/** Perhaps one of them takes goods back: the gate stays shut until the channel has settled it. */
const rivalOrders = (
  { dossier }: Case,
  draft: Draft,
  { order, arrivedAt }: NonNullable<NonNullable<Dossier['channelSays']>['rival']>,
): Draft => {
  const because = { is: 'rival-orders', revision: order.revision } as const;
  const raised = raise(draft, 'revision.conflicting', {
    fault: `${dossier.channel}: same revision, other order`, since: arrivedAt, because,
  });
  return oblige(raised, 'confirm', {
    is: 'open', waitsOn: 'channel', since: arrivedAt, limitAt: null, because,
  });
};

/** A consignment keeps the order that it was first said to be for: two homes would lose count. */
const otherOrder = (
  { orderNumber }: Dossier,
  snapshot: ConsignmentSnapshot,
): readonly Contradiction[] =>
  snapshot.orderNumber === orderNumber
    ? [] : [{ is: 'other-order', known: orderNumber, says: snapshot.orderNumber }];
