import { impossible } from '../never.ts';
import type { DeskDeed } from '../desk/deed.ts';
import type { DeskHabit } from '../desk/habits.ts';
import { deskHabits, mustBeKnown } from '../desk/habits.ts';
import type { Moment } from '../machine.ts';
import type { Evidence } from './evidence.ts';
import { knownSince } from './evidence.ts';
import type { Finding } from './findings.ts';
import { span, time } from './findings.ts';

/** What people at the desk did, listed as theirs; the program answers only for making it known. */
export type JudgedDeed = {
  readonly at: Moment;
  readonly who: string;
  readonly what: DeskHabit;
  readonly orderNumbers: readonly string[];
  readonly sentence: string;
  /** Whether anything is wrong for as long as nobody knows. */
  readonly mustBeKnown: boolean;
  readonly knownAt: Moment | null;
};

export const judgedDeeds = (evidence: Evidence): readonly JudgedDeed[] =>
  evidence.world.desk.deeds.map((deed) => {
    const orderNumbers = [...new Set(deed.orderNumbers.map(evidence.numberOf))];
    const codes = evidence.rules.codesFor[deed.habit];
    const known = orderNumbers.flatMap((orderNumber) =>
      knownSince(evidence, orderNumber, deed.at, codes) ?? []);
    return {
      at: deed.at,
      who: deed.who,
      what: deed.habit,
      orderNumbers,
      sentence: `At ${time(deed.at)} ${deed.who} ${deskHabits[deed.habit]}: `
        + `${orderNumbers.join(', ')}.`,
      mustBeKnown: matters(evidence, deed),
      knownAt: known.length === 0 ? null : Math.min(...known),
    };
  });

/** Deeds of which nobody was told in time. */
export function unknownDeeds(
  evidence: Evidence,
  deeds: readonly JudgedDeed[],
): readonly Finding[] {
  return deeds.flatMap((deed): readonly Finding[] => {
    const limit = deed.at + withinMs(evidence, deed.what);
    if (!deed.mustBeKnown || evidence.now <= limit) return [];
    if (deed.knownAt !== null && deed.knownAt <= limit) return [];
    return [{
      code: 'nobody-knows',
      at: limit,
      orderNumber: deed.orderNumbers[0] ?? null,
      knownAt: deed.knownAt,
      sentence: `${deed.sentence} ${deed.knownAt === null
        ? 'Nobody was told'
        : `People were told only ${span(deed.knownAt - deed.at)} later`}.`,
    }];
  });
}

const withinMs = ({ rules }: Evidence, habit: DeskHabit): number =>
  habit === 'forget' || habit === 'holdAndForget' || habit === 'voidOnly'
    ? rules.forgottenShownWithinMs
    : rules.shownWithinMs;

const candidates: readonly DeskHabit[] = mustBeKnown;

/** A mistake that was put right at the desk within the time needs no telling. */
function matters(evidence: Evidence, deed: DeskDeed): boolean {
  const { habit } = deed;
  if (!candidates.includes(habit)) return false;
  const by = deed.at + evidence.rules.shownWithinMs;
  switch (habit) {
    case 'labelTwice':
    case 'relabelWithoutVoid':
    case 'labelOnHold':
    case 'labelOffBench':
    case 'wrongService':
      return deed.shipmentIds.some((shipmentId) => {
        const voidedAt = evidence.world.notebook.labels.get(shipmentId)?.voidedAt ?? null;
        return voidedAt === null || voidedAt > by;
      });
    case 'voidOnly':
    case 'forget':
    case 'holdAndForget':
      return !deed.orderIds.some((orderId) => isLabelled(evidence, orderId, deed.at));
    case 'deleteOrder':
    case 'cancelOrder':
      return deed.orderNumbers.some(
        (number) => !evidence.cancelled.has(evidence.numberOf(number)),
      );
    case 'releaseHold':
    case 'markAsShipped':
      return true;
    case 'wrongWeight':
    case 'voidAndRelabel':
    case 'returnLabel':
    case 'splitOrder':
    case 'combineOrders':
    case 'editOrder':
    case 'skipInList':
    case 'batch':
      return false;
    default:
      return impossible(habit);
  }
}

const isLabelled = (evidence: Evidence, orderId: number, after: Moment): boolean =>
  evidence.labels.some((label) =>
    label.wire.orderId === orderId && label.madeAt > after && label.voidedAt === null);
