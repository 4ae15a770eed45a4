/** Steps -> one document that takes all of them in order, and what the shop said to each. */
import { z } from 'zod';
import type { ShopifySettings } from '../settings.ts';
import type { Step } from './plan.ts';
import { listOf } from './shapes.ts';

type Variable = { readonly name: string; readonly type: string; readonly value: unknown };

const complaints = 'userErrors { field message }';

export const writingOf = (steps: readonly Step[], settings: ShopifySettings) => {
  const parts = steps.map((step, index) => partOf(step, `s${String(index)}`, settings));
  const variables = parts.flatMap((one) => one.variables);
  const declared = variables.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  return {
    document: `mutation Tell(${declared}) {\n${parts.map(({ call }) => `  ${call}`).join('\n')}\n}`,
    variables: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
  };
};

const partOf = (
  step: Step,
  alias: string,
  { customer, trackingLinks }: ShopifySettings,
): { readonly call: string; readonly variables: readonly Variable[] } => {
  const notifyCustomer = customer === 'mail';
  switch (step.do) {
    case 'take-back':
      return {
        call: `${alias}: fulfillmentCancel(id: $${alias}) { ${complaints} }`,
        variables: [{ name: alias, type: 'ID!', value: step.sent }],
      };
    case 'correct':
      return {
        call: `${alias}: fulfillmentTrackingInfoUpdate(fulfillmentId: $${alias}, ` +
          `trackingInfoInput: $${alias}t, notifyCustomer: $${alias}n) { ${complaints} }`,
        variables: [
          { name: alias, type: 'ID!', value: step.sent },
          {
            name: `${alias}t`, type: 'FulfillmentTrackingInput!',
            value: trackingOf(step, trackingLinks),
          },
          { name: `${alias}n`, type: 'Boolean', value: notifyCustomer },
        ],
      };
    case 'send': {
      const { carrier, trackingNumber, trackingUrl } = step.parcel;
      const trackingInfo = trackingOf({
        company: carrier, url: trackingUrl,
        numbers: trackingNumber === null ? [] : [trackingNumber],
      }, trackingLinks);
      // Lines and quantities always: left out, all that is left would count as sent.
      const lineItemsByFulfillmentOrder = step.piece.map(({ work, lines }) => ({
        fulfillmentOrderId: work,
        fulfillmentOrderLineItems: lines.map(({ id, quantity }) => ({ id, quantity })),
      }));
      return {
        call: `${alias}: fulfillmentCreate(fulfillment: $${alias}) { ${complaints} }`,
        variables: [{
          name: alias, type: 'FulfillmentInput!',
          value: { lineItemsByFulfillmentOrder, trackingInfo, notifyCustomer },
        }],
      };
    }
    default:
      return step satisfies never;
  }
};

type Tracking = {
  readonly company: string | null;
  readonly numbers: readonly string[];
  readonly url: string | null;
};

/** Without an address of ours the shop makes one by the company's name, as its list spells it. */
const trackingOf = (
  { company, numbers, url }: Tracking,
  links: ShopifySettings['trackingLinks'],
) => {
  const named = company === null ? {} : { company };
  const [number, another] = numbers;
  if (number === undefined) return named;
  const link = company !== null && Object.hasOwn(links, company) ? links[company] : undefined;
  const linkTo = (one: string): string | undefined =>
    link?.replaceAll('{number}', encodeURIComponent(one.toWellFormed()));
  if (another !== undefined) {
    return {
      ...named, numbers,
      ...(link === undefined ? {} : { urls: numbers.map((one) => linkTo(one) ?? '') }),
    };
  }
  const address = url ?? linkTo(number);
  return { ...named, number, ...(address === undefined ? {} : { url: address }) };
};

const answerShape = z.record(z.string(), z.unknown());
const stepShape = z.object({
  userErrors: listOf(z.object({ message: z.string().catch('no') })),
});

/** What the shop said no to, in its words; null where the answer is none. */
export const complaintsIn = (
  data: unknown,
  steps: readonly Step[],
): readonly string[] | null => {
  const answers = answerShape.safeParse(data).data;
  if (answers === undefined) return null;
  const read = steps.map((_, index) => stepShape.safeParse(answers[`s${String(index)}`]).data);
  return read.some((one) => one === undefined)
    ? null : read.flatMap((one) => (one?.userErrors ?? []).map(({ message }) => message));
};
