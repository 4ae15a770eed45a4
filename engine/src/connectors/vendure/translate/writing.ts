/** Steps -> one document that takes all of them in order, and what the shop said to each. */
import { z } from 'zod';
import type { Step } from './plan.ts';

type Variable = { readonly name: string; readonly type: string; readonly value: unknown };

const asked = `kind: __typename
    ... on ErrorResult { errorCode message }
    ... on FulfillmentStateTransitionError { transitionError }`;

const askedOfNew = `${asked}
    ... on CreateFulfillmentError { fulfillmentHandlerError }
    ... on InsufficientStockOnHandError { productVariantName stockOnHand }`;

export const writingOf = (steps: readonly Step[]) => {
  const parts = steps.map((step, index) => partOf(step, `s${String(index)}`));
  const declared = parts.map(({ variable: { name, type } }) => `$${name}: ${type}`).join(', ');
  return {
    document: `mutation Tell(${declared}) {\n${parts.map(({ call }) => `  ${call}`).join('\n')}\n}`,
    variables: Object.fromEntries(parts.map(({ variable: { name, value } }) => [name, value])),
  };
};

const partOf = (
  step: Step,
  alias: string,
): { readonly call: string; readonly variable: Variable } => {
  if (step.do !== 'send') {
    const state = step.do === 'ship' ? 'Shipped' : 'Cancelled';
    return {
      call: `${alias}: transitionFulfillmentToState(id: $${alias}, state: "${state}") { ${asked} }`,
      variable: { name: alias, type: 'ID!', value: step.sent },
    };
  }
  const { method, tracking, units } = step;
  return {
    call: `${alias}: addFulfillmentToOrder(input: $${alias}) { ${askedOfNew} }`,
    variable: {
      name: alias, type: 'FulfillOrderInput!',
      value: {
        lines: [...units].map(([orderLineId, quantity]) => ({ orderLineId, quantity })),
        handler: {
          code: handlerCode,
          arguments: [
            { name: 'method', value: method }, { name: 'trackingCode', value: tracking },
          ],
        },
      },
    },
  };
};

/** The way of sending that every server has unless it was taken out: whatever is told is kept. */
export const handlerCode = 'manual-fulfillment';

const stepShape = z.object({
  kind: z.string(),
  errorCode: z.string().optional(),
  message: z.string().catch(''),
  transitionError: z.string().nullish().catch(null),
  fulfillmentHandlerError: z.string().nullish().catch(null),
  productVariantName: z.string().nullish().catch(null),
  stockOnHand: z.number().nullish().catch(null),
});

const answerShape = z.record(z.string(), z.unknown());

/** What the shop said no to, in its words; null where the answer is none. */
export const complaintsIn = (
  data: unknown,
  steps: readonly Step[],
): readonly string[] | null => {
  const answers = answerShape.safeParse(data).data;
  if (answers === undefined) return null;
  const read = steps.map((_, index) => stepShape.safeParse(answers[`s${String(index)}`]).data);
  return read.some((one) => one === undefined)
    ? null : read.flatMap((one) => (one?.errorCode === undefined ? [] : [wordsOf(one)]));
};

/** Their message may be the name of one that nobody has written. */
const wordsOf = (no: z.output<typeof stepShape>): string => {
  if (no.errorCode === 'INSUFFICIENT_STOCK_ON_HAND_ERROR') {
    return `it counts ${String(no.stockOnHand ?? 0)} of ${no.productVariantName ?? 'an article'} ` +
      'on hand, fewer than are in the parcel: put its stock right there';
  }
  const message = no.message.startsWith('errorResult.') ? '' : no.message;
  const words = [no.transitionError, no.fulfillmentHandlerError, message]
    .find((one) => one !== null && one !== undefined && one !== '');
  return words ?? no.errorCode ?? 'no';
};
