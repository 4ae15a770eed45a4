import type { Answer, Moment } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account, ShipmentRow } from './account.ts';
import { notFound } from './answers.ts';
import { bind } from './binding.ts';
import { termsOf } from './carrier-terms.ts';
import { take } from './faults/fault.ts';
import { payFor } from './funds.ts';
import { withoutNotice } from './notices.ts';
import { shipmentIdBody } from './label-body.ts';
import { pacificText } from './pacific.ts';
import { reopenIfBare } from './shipped.ts';

type Told = { readonly account: Account; readonly answer: Answer };

export function voidLabelCall(
  account: Account,
  body: string,
  now: Moment,
  seed: number,
): Told {
  const bound = bind(shipmentIdBody, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  return voidLabel(account, bound.value.shipmentId, now, seed);
}

/** POST /shipments/voidlabel, or the screen: a refusal is a 200 with `approved: false` (3.9). */
export function voidLabel(
  account: Account,
  shipmentId: number,
  now: Moment,
  seed: number,
): Told {
  const row = account.shipments.get(shipmentId);
  if (row === undefined) return { account, answer: notFound('Shipment not found') };
  const refuse = (changed: Account, message: string): Told => ({
    account: changed,
    answer: answerJson(200, { approved: false, message }),
  });
  const problem = voidProblem(row, now);
  if (problem !== null) return refuse(account, problem);
  const asked = account.lastId.voidAsked + 1;
  const draw = { seed: account.faults.faultSeed ?? seed, count: asked };
  const { strikes, left } = take('refuseVoids', account.faults.refuseVoids, draw);
  const counted = {
    ...account,
    faults: { ...account.faults, refuseVoids: left },
    lastId: { ...account.lastId, voidAsked: asked },
  };
  if (strikes) return refuse(counted, 'The carrier did not approve the void.');
  return {
    account: voided(counted, row, now),
    answer: answerJson(200, { approved: true, message: 'Label voided successfully' }),
  };
}

/** Carriers take labels back within a window of days, and some never (3.9). */
function voidProblem({ wire, madeAt }: ShipmentRow, now: Moment): string | null {
  if (wire.voided) return 'The label has already been voided.';
  const { voidDays, unvoidable } = termsOf(wire.carrierCode);
  if (unvoidable.includes(wire.packageCode)) return 'Labels of this kind cannot be voided.';
  return now - madeAt > voidDays * 86_400_000
    ? `The label is older than the ${voidDays} days within which the carrier takes it back.`
    : null;
}

function voided(account: Account, row: ShipmentRow, now: Moment): Account {
  const { shipmentId, orderId, carrierCode, shipmentCost, insuranceCost } = row.wire;
  const wire = { ...row.wire, voided: true, voidDate: pacificText(now) };
  const shipments = new Map(account.shipments).set(shipmentId, { ...row, wire });
  const cents = Math.round((shipmentCost + insuranceCost) * 100);
  const isBack = account.switches.voidRefund === 'at-once';
  const refunded = isBack ? payFor(account, carrierCode, -cents) : account;
  const silent = withoutNotice({ ...refunded, shipments }, { is: 'shipment', id: shipmentId });
  return reopenIfBare(silent, orderId, now);
}
