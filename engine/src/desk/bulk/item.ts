/** What one thing done to one order would be: found out for the plan, and again when it is done. */
import { explainHeadline } from '../../core/explain/headline.ts';
import { heldOf } from '../../core/explain/held.ts';
import { waitsOf } from '../../core/explain/waits.ts';
import { quotedLast } from '../../core/explain/words.ts';
import { fingerprint } from '../../core/facts/fingerprint.ts';
import type { Action, Decision } from '../../core/model/decision.ts';
import type { Dossier, RulingKind } from '../../core/model/dossier.ts';
import { exceptionCodes, severityOf } from '../../core/model/exceptions.ts';
import type { Sighting } from '../../core/model/sighting.ts';
import { withService } from '../../core/policy/mapping.ts';
import { warehousePolicy } from '../../core/policy/policy.ts';
import type { BulkContent, BulkItem } from '../../store/bulk-plans.ts';
import { exceptionIdOf } from '../../store/ids.ts';
import { decideAside } from '../decide-aside.ts';
import type { Standing } from '../record.ts';
import { draftRuling, holdsOn, sightingsOf } from '../rulings.ts';

export type Prospect =
  | {
      readonly is: 'to-do';
      /** What exactly is said yes to. */
      readonly facts: string;
      readonly sightings: readonly Sighting[];
      /** Ids of the exceptions that it closes. */
      readonly closes: readonly string[];
      readonly before: string;
      readonly after: string;
      readonly touches: readonly string[];
    }
  | { readonly is: 'left-out'; readonly words: string; readonly before: string | null };

type Wanted = Pick<BulkContent, 'does' | 'ruling' | 'why' | 'until' | 'mapping'> &
  { readonly by: string };

export const prospectOf = (
  dossier: Dossier,
  item: Pick<BulkItem, 'consignment' | 'exception'>,
  wanted: Wanted,
  standing: Standing,
  newId: () => string,
): Prospect => {
  const before = decideAside(dossier, standing);
  if (before === null) {
    return {
      is: 'left-out', before: null,
      words: tripped,
    };
  }
  const say = (decision: Decision): string => sentenceOf(dossier, decision, standing);
  if (wanted.does === 'release') return letGo(dossier, before, wanted, standing, say);
  if (wanted.does === 'mapping') return asMapped(dossier, item, { before, say }, wanted, standing);
  const refusals: string[] = [];
  for (const kind of kindsOf(wanted)) {
    const drafted = draftRuling(dossier, {
      kind, consignment: item.consignment, exception: item.exception, about: null,
      by: wanted.by, why: wanted.why, until: wanted.until,
    }, standing, newId);
    if (drafted.is === 'drafted') {
      return {
        is: 'to-do',
        facts: fingerprint([kind, drafted.made.map(({ consignment, ruling }) =>
          [consignment, ruling.about])]),
        sightings: sightingsOf(drafted.made),
        closes: drafted.closes,
        before: say(drafted.before),
        after: say(drafted.after),
        touches: touchesOf(drafted.before, drafted.after),
      };
    }
    refusals.push(drafted.is === 'refused' ? drafted.words : 'Somebody has ruled so just before.');
  }
  return {
    is: 'left-out', before: say(before),
    words: wanted.does === 'retry' ? whyNoRetry(dossier, item, before)
      : (refusals[0] ?? 'There is nothing to do.'),
  };
};

/** Which rulings it comes to, the first that fits. */
const kindsOf = ({ does, ruling }: Wanted): readonly RulingKind[] => {
  switch (does) {
    case 'retry':
      return ['try-again', 'tell-again'];
    case 'hold':
      return ['hold'];
    case 'tell-again':
      return ['tell-again'];
    case 'ruling':
      // Each parcel has a number of its own.
      return ruling === null || ruling === 'sent-otherwise' ? [] : [ruling];
    case 'release':
    case 'mapping':
      return [];
    default:
      return does satisfies never;
  }
};

const whyNoRetry = (
  dossier: Dossier,
  { exception }: Pick<BulkItem, 'exception'>,
  before: Decision,
): string => {
  const stands = exception === null ? before.exceptions.length > 0
    : before.consignments.some((one) => one.exceptions.some((known) =>
      exceptionIdOf(dossier.order, one.consignment, known) === exception));
  return stands
    ? 'Trying again would change nothing: what is wrong has to be mended first. Gatepass goes on ' +
      'by itself as soon as it is.'
    : 'Nothing is wrong here any more; Gatepass goes on by itself.';
};

const letGo = (
  dossier: Dossier,
  before: Decision,
  { by, why }: Wanted,
  standing: Standing,
  say: (decision: Decision) => string,
): Prospect => {
  const holds = holdsOn(dossier, standing.now);
  if (holds.length === 0) {
    return { is: 'left-out', words: 'Nobody holds it.', before: say(before) };
  }
  const sightings = Object.values(dossier.consignments).flatMap((facts) =>
    facts.rulings.filter((one) => holds.includes(one)).map((one): Sighting => ({
      kind: 'ruling-withdrawn', consignment: facts.id, ruling: one.id,
      withdrawal: { at: standing.now, by, why },
    })));
  const after = decideAside(dossier, standing, sightings);
  return {
    is: 'to-do', facts: fingerprint(holds.map((one) => one.id)), sightings, closes: [],
    before: say(before), after: after === null ? say(before) : say(after),
    touches: after === null ? [] : touchesOf(before, after),
  };
};

/** The real rules, with one row more; the row itself is added when the plan is confirmed. */
const asMapped = (
  dossier: Dossier,
  item: Pick<BulkItem, 'consignment' | 'exception'>,
  { before, say }: { before: Decision; say: (decision: Decision) => string },
  { mapping }: Wanted,
  standing: Standing,
): Prospect => {
  const after = mapping === undefined ? null : decideAside(
    dossier, { ...standing, policy: withService(standing.policy, mapping.row) });
  if (after === null) {
    return { is: 'left-out', words: tripped, before: say(before) };
  }
  const still = stillWrong(item, after);
  return still !== null ? { is: 'left-out', words: still, before: say(before) } : {
    is: 'to-do', facts: fingerprint([mapping, item.exception]), sightings: [], closes: [],
    before: say(before), after: say(after), touches: touchesOf(before, after),
  };
};

/** Whether the mapping has let it go, once it is in force. */
export const asSettled = (
  dossier: Dossier,
  item: Pick<BulkItem, 'consignment'>,
  standing: Standing,
): Prospect => {
  const now = decideAside(dossier, standing);
  if (now === null) return { is: 'left-out', words: tripped, before: null };
  const said = sentenceOf(dossier, now, standing);
  const still = stillWrong(item, now);
  return still !== null ? { is: 'left-out', words: still, before: said } : {
    is: 'to-do', facts: '', sightings: [], closes: [], before: said, after: said, touches: [],
  };
};

/** Late by the limit that lists go by; what a person holds is late for nobody. */
const sentenceOf = (dossier: Dossier, decision: Decision, standing: Standing): string => {
  const { headline } = decision;
  const isHeld = heldOf(dossier, decision, standing.now) !== null;
  const limitAt = isHeld ? null : waitsOf(dossier, decision, standing.policy).order?.limitAt;
  return explainHeadline({ ...headline, limitAt: limitAt ?? headline.limitAt }, {
    timeZone: zoneOf(dossier, standing), now: standing.now,
  });
};

const tripped = 'Gatepass trips over this order. An engineer has to look.';

/** What would hold the consignment all the same, named by its title so that like counts as like. */
const stillWrong = (
  { consignment }: Pick<BulkItem, 'consignment'>,
  { consignments }: Decision,
): string | null => {
  const holding = consignments
    .filter((one) => consignment === null || one.consignment === consignment)
    .flatMap((one) => one.exceptions)
    // What is only late goes all the more.
    .find(({ code }) => severityOf(code) <= 2 && !code.endsWith('.late'));
  return holding === undefined ? null
    : `Still held: ${exceptionCodes[holding.code].title}, ${quotedLast(holding.fault)}`;
};

/** What Gatepass will newly do in another system, and over which connection. */
const touchesOf = (before: Decision, after: Decision): readonly string[] => {
  const named = (decision: Decision): readonly string[] =>
    decision.consignments.flatMap((one) => one.actions.map((action) =>
      `${action.do} ${action.about} ${placeOf(action)}`));
  const known = new Set(named(before));
  return named(after).filter((one) => !known.has(one)).map((one) => {
    const [operation = '', , ...place] = one.split(' ');
    return `${operation} on ${place.join(' ')}`;
  });
};

const placeOf = ({ connection }: Action): string => connection;

const zoneOf = (dossier: Dossier, { policy }: Standing): string => {
  const [first] = Object.values(dossier.consignments);
  return (first === undefined ? null : warehousePolicy(policy, first.warehouse))?.timeZone ?? 'UTC';
};
