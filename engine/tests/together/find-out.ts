/** All steps against one account whose settings nobody here has seen, and what came of it. */
import { z } from 'zod';
import { offered } from '../../src/connectors/shipstation/experiments/all.ts';
import { numberMark } from '../../src/connectors/shipstation/experiments/test-orders.ts';
import { sameContent } from '../../src/core/facts/same-content.ts';
import {
  fillWithHistory, openUnknownAccount, runStep, wrongOnPurpose, type UnknownAccount,
} from './unknown-account.ts';

/** What is not as it has to be, in sentences. */
export const findOutAll = async (seed: number): Promise<readonly string[]> => {
  const account = await openUnknownAccount(seed, Object.values(wrongOnPurpose).flat());
  await fillWithHistory(account);
  const before = await othersHave(account);
  const session = account.open();
  const odd: string[] = [];
  const learnt: Record<string, string> = {};
  for (const { step, isAlone, callsAtMost } of offered.steps) {
    const refusedBefore = await refusedCalls(account);
    const { found, calls } = await runStep(account, session, step, { isAlone });
    odd.push(...found.sentences);
    if (calls > callsAtMost) odd.push(`${step} made ${String(calls)} calls`);
    for (const one of found.learnt) learnt[one.name] = one.value;
    const refused = await refusedCalls(account) - refusedBefore;
    if (refused !== (isAlone ? 5 : 0)) odd.push(`${step} was refused ${String(refused)} times`);
  }
  const truth = await account.switches();
  for (const [name, value] of Object.entries(learnt)) {
    const really = String(truth[name]);
    if (value !== really) odd.push(`${name} is ${really} and was taken for ${value}`);
  }
  odd.push(...offered.unknowns
    .filter(({ name, learnt: by }) => by.by === 'step' && learnt[name] === undefined)
    .map(({ name }) => `${name} was not found out`));
  if (!sameContent(await othersHave(account), before)) odd.push('others were touched');
  odd.push(...await leftIn(account));
  await account.close();
  return odd;
};

const isOurs = (order: { readonly [name: string]: unknown }): boolean =>
  String(order['orderNumber']).startsWith(numberMark);

/** Orders that are not ours, and all labels: none is ever bought. */
const othersHave = async (account: UnknownAccount) => ({
  orders: (await account.held('orders')).filter((one) => !isOurs(one)),
  labels: await account.held('labels'),
});

/** What is still there and should not be, and whom anybody was told of. */
export const leftIn = async (account: UnknownAccount): Promise<readonly string[]> => {
  const shown = (await account.held('orders'))
    .filter((one) => isOurs(one) && one['isDeleted'] !== true);
  const told = (await account.held('fulfillments'))
    .filter((one) => one['marketplaceNotified'] === true);
  const { shipstation } = stateShape.parse(await account.control('state'));
  return [
    ...shown.map((one) => `${String(one['orderNumber'])} is still there`),
    ...told.map((one) => `a channel was told of ${String(one['orderNumber'])}`),
    ...shipstation.webhooks.map(() => 'a webhook is still there'),
    ...shipstation.neverCalls.map((one) => `${JSON.stringify(one)} was called`),
    ...shipstation.told.filter((one) => String(one.orderNumber).startsWith(numberMark))
      .map(() => 'a channel has heard of a test order'),
  ];
};

const stateShape = z.object({ shipstation: z.object({
  webhooks: z.array(z.unknown()), neverCalls: z.array(z.unknown()),
  told: z.array(z.looseObject({ orderNumber: z.unknown() })),
}) });

const callsShape = z.object({ items: z.array(z.object({ refusedForRate: z.number() })) });

const refusedCalls = async (account: UnknownAccount): Promise<number> =>
  callsShape.parse(await account.control('shipstation/calls')).items
    .reduce((sum, one) => sum + one.refusedForRate, 0);
