import type { Answer } from '../machine.ts';
import { answerJson } from '../machine.ts';
import { ruleProblem } from './answers.ts';
import { bind } from './binding.ts';
import { carriers, packages, services } from './catalogue.ts';
import type { Query } from './lists.ts';
import { gramsOf } from './labels.ts';
import { ratesBody } from './store-body.ts';

/** Carriers, what they sell, and for how much (3.5, 3.6). */

/** One account of the carrier: the primary one, where there are several. */
export function oneCarrier(
  rows: readonly { readonly code: string; readonly primary: boolean }[],
  query: Query,
): Answer {
  const fitting = rows.filter((row) => row.code === query['carriercode']);
  const chosen = fitting.find((row) => row.primary) ?? fitting[0];
  return chosen === undefined ? ruleProblem('Invalid carrierCode') : answerJson(200, chosen);
}

export const listServices = (query: Query): Answer => ofCarrier(services, query);
export const listPackages = (query: Query): Answer => ofCarrier(packages, query);

function ofCarrier(rows: readonly { readonly carrierCode: string }[], query: Query): Answer {
  const code = query['carriercode'];
  if (!carriers.some((carrier) => carrier.code === code)) return ruleProblem('Invalid carrierCode');
  // Two accounts of one carrier sell the same things, which are listed once.
  return answerJson(200, rows.filter((row) => row.carrierCode === code));
}

const homeCountry = 'GB';

/** POST /shipments/getrates: one carrier a call; the tariff is invented. */
export function getRates(body: string): Answer {
  const bound = bind(ratesBody, body, 'request');
  if (bound.is === 'refused') return bound.answer;
  const asked = bound.value;
  if (!carriers.some((carrier) => carrier.code === asked.carrierCode)) {
    return ruleProblem('Invalid carrierCode');
  }
  const isAbroad = asked.toCountry.toUpperCase() !== homeCountry;
  const fitting = services
    .filter((service) => service.carrierCode === asked.carrierCode)
    .filter((service) => (isAbroad ? service.international : service.domestic))
    .filter((service) => asked.serviceCode === null || service.code === asked.serviceCode);
  if (asked.serviceCode !== null && fitting.length === 0) return ruleProblem('Invalid serviceCode');
  const kilograms = Math.ceil(gramsOf({ ...asked.weight, WeightUnits: null }) / 1_000);
  return answerJson(200, fitting.map((service, index) => ({
    serviceName: service.name,
    serviceCode: service.code,
    shipmentCost: (290 + index * 175 + kilograms * 45 + (isAbroad ? 900 : 0)) / 100,
    otherCost: asked.residential === true ? 0.35 : 0,
  })));
}
