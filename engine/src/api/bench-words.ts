/** What a bench is told, in words: its label, how long, or what is in the way. */
import type { BenchView } from '../core/decide/bench.ts';
import { explainReason } from '../core/explain/reason.ts';
import { listed, lineFindings, type Reader } from '../core/explain/words.ts';
import type { BenchState } from '../loop/ask-for-label.ts';
import { notFound, Problem, Wait } from './problem.ts';

/** Throws for whatever a bench cannot wait for. */
export const refuseBench = (
  { view, capacity }: BenchState,
  asked: { readonly warehouse: string; readonly reference: string; readonly parcel: string },
  reader: Reader,
): Extract<BenchView, { is: 'labelled' | 'going' }> => {
  const { warehouse, reference, parcel } = asked;
  switch (view.is) {
    case 'labelled':
    case 'going':
      return view;
    case 'full': {
      const { waitSeconds: seconds = 60, perMinute = 0 } = capacity ?? {};
      throw new Wait(429, 'Wait',
        `ShipStation allows this account ${String(perMinute)} labels a minute, and they are ` +
        `spoken for. Nothing was bought. Ask again in ${String(seconds)} seconds.`, seconds);
    }
    case 'no-such-parcel':
      throw notFound(`parcel ${parcel} in consignment ${reference}; ${
        view.parcels.length === 0
          ? 'its newest snapshot names no parcels' : `it has ${listed(view.parcels)}`}`);
    case 'not-on-demand':
      throw cannot(
        `The policy has no labels on demand at ${warehouse}. Set labels: on-demand there.`);
    case 'not-alone':
      throw cannot(`Consignment ${reference} goes in ${String(view.parcels)} parcels as one ` +
        'order of ShipStation, which gets one label. Set parcels: each in the policy.');
    case 'empty':
      throw cannot(`Nothing is said of what is in parcel ${parcel}. Name its lines.`);
    case 'unconfirmed':
      throw new Problem(409, 'Not confirmed',
        `No label was bought for parcel ${parcel}: more is in it than the warehouse has ` +
        `confirmed. ${lineFindings(view.lines)}.`,
        view.lines.map((one) => ({
          path: `lines.${one.line}`,
          problem: `${String(one.ordered)} of ${one.sku} in the parcel, ` +
            `${String(one.confirmed)} confirmed`,
        })));
    case 'in-the-way':
      throw cannot(
        `No label was bought for parcel ${parcel}. ${explainReason(view.because, reader)}`);
    default:
      return view satisfies never;
  }
};

const cannot = (detail: string): Problem => new Problem(409, 'Not now', detail);

export const benchSentence = (
  view: Extract<BenchView, { is: 'labelled' | 'going' }>,
  hasDocument: boolean,
  reader: Reader,
): string => {
  if (view.is === 'going') {
    const how = view.because === null
      ? 'Gatepass is at it.' : explainReason(view.because, reader);
    return `${how} Ask again: it is the same request, and no second label.`;
  }
  const { trackingNumber, carrier } = view.label;
  const number = trackingNumber === null ? '' : ` ${trackingNumber}`;
  return hasDocument ? `The label${number} is ready to print.`
    : `There is a label${number} by ${carrier}, and its print is not here.`;
};

/** Where a label is printed that Gatepass has no print of. */
export const printPlace = (number: string | null): string =>
  'Print it in ShipStation: Shipments' +
  `${number === null ? '' : `, order ${number}`}, Reprint Label. Do not make another one.`;
