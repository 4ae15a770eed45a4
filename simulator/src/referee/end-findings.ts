import type { Moment } from '../machine.ts';
import type { Evidence } from './evidence.ts';
import type { Found } from './findings.ts';
import { span, time } from './findings.ts';

/** How things stand at the end of the day, where warehouse, ShipStation and shop should agree. */
export function endFindings(evidence: Evidence): readonly Found[] {
  return [...goneButOpen(evidence), ...cancelledButNot(evidence)];
}

/** When the goods of an order left: a van took them, or the warehouse said so. */
function goneAt(evidence: Evidence, orderNumber: string): Moment | null {
  const { carriers } = evidence.world;
  const parcels = [...carriers.parcels.values()].filter((parcel) =>
    parcel.orderNumbers.includes(orderNumber));
  const jobs = evidence.jobs.get(orderNumber) ?? [];
  const times = [
    ...parcels.flatMap((parcel) => parcel.collectedAt ?? []),
    ...jobs.flatMap((job) => job.dispatchedAt ?? []),
  ];
  return times.length === 0 ? null : Math.min(...times);
}

function goneButOpen(evidence: Evidence): readonly Found[] {
  const { rules, now, world } = evidence;
  return [...evidence.jobs.keys()].flatMap((orderNumber): readonly Found[] => {
    const gone = goneAt(evidence, orderNumber);
    if (gone === null || now <= gone + rules.agreedWithinMs) return [];
    const waiting = [
      ...(isOpenInShipStation(evidence, orderNumber) ? ['ShipStation'] : []),
      ...(isOpenInShop(evidence, orderNumber) ? [`the shop ${world.shop.name}`] : []),
      ...(isOpenOnFloor(evidence, orderNumber) ? ['the warehouse'] : []),
    ];
    if (waiting.length === 0) return [];
    return [{
      code: 'gone-but-open',
      at: gone + rules.agreedWithinMs,
      orderNumber,
      sentence: `The goods of ${orderNumber} left at ${time(gone)}, and ${span(now - gone)} `
        + `later it is still open in ${waiting.join(', ')}.`,
      isExcusable: true,
    }];
  });
}

const isOpenInShipStation = (evidence: Evidence, orderNumber: string): boolean =>
  [...evidence.world.shipstation.orders.values()].some(
    ({ wire, isDeleted }) =>
      !isDeleted
      && wire.orderStatus !== 'shipped'
      && wire.orderStatus !== 'cancelled'
      && evidence.numberOf(wire.orderNumber) === orderNumber,
  );

function isOpenInShop(evidence: Evidence, orderNumber: string): boolean {
  const { shop } = evidence.world;
  const isSold = [...shop.orders.values()].some((order) => order.orderNumber === orderNumber);
  if (!isSold || evidence.cancelled.has(orderNumber)) return false;
  return shop.shown.get(orderNumber)?.isDispatched !== true;
}

const isOpenOnFloor = (evidence: Evidence, orderNumber: string): boolean =>
  (evidence.jobs.get(orderNumber) ?? []).every((job) => job.dispatchedAt === null);

function cancelledButNot(evidence: Evidence): readonly Found[] {
  const { rules, now } = evidence;
  return [...evidence.cancelled].flatMap(([orderNumber, cancelled]): readonly Found[] => {
    const from = cancelled.toldAt ?? cancelled.at;
    if (now <= from + rules.withdrawWithinMs) return [];
    const at = from + rules.withdrawWithinMs;
    const since = `cancelled at ${time(cancelled.at)}`;
    const finding = (code: Found['code'], sentence: string): Found => ({
      code, at, orderNumber, sentence, isExcusable: true,
    });
    const findings: Found[] = [];
    if (isAwaiting(evidence, orderNumber)) {
      findings.push(finding('cancelled-but-open',
        `${orderNumber}, ${since}, still awaits a label in ShipStation.`));
    }
    const label = evidence.labels.find((row) =>
      row.voidedAt === null && row.orderNumbers.includes(orderNumber));
    if (label !== undefined && now > label.madeAt + rules.shownWithinMs) {
      findings.push(finding('cancelled-but-labelled',
        `${orderNumber}, ${since}, still has the label ${label.wire.trackingNumber}.`));
    }
    const gone = goneAt(evidence, orderNumber);
    if (gone !== null && gone > cancelled.at) {
      findings.push(finding('cancelled-but-gone',
        `${orderNumber}, ${since}, left the building at ${time(gone)}.`));
    }
    return findings;
  });
}

/** On hold counts as out of reach: that is what parking is for. */
const isAwaiting = (evidence: Evidence, orderNumber: string): boolean =>
  [...evidence.world.shipstation.orders.values()].some(
    ({ wire, isDeleted }) => !isDeleted && wire.orderStatus === 'awaiting_shipment'
      && evidence.numberOf(wire.orderNumber) === orderNumber,
  );
