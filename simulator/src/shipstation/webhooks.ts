import type { Answer, Later, Moment } from '../machine.ts';
import { answerEmpty, answerJson } from '../machine.ts';
import type { Account } from './account.ts';
import { notFound } from './answers.ts';
import { bind } from './binding.ts';
import { subscribeBody } from './order-body.ts';

/** Subscribing, and the unsigned two-field message that says only where to look (3.11). */

type Told = { readonly account: Account; readonly answer: Answer };

export function subscribe(account: Account, body: string): Told {
  const bound = bind(subscribeBody, body, 'apiWebhook');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const id = account.lastId.webhook + 1;
  const hook = {
    id,
    event: bound.value.event,
    url: bound.value.target_url,
    name: bound.value.friendly_name,
    storeId: bound.value.store_id,
  };
  return {
    account: {
      ...account,
      lastId: { ...account.lastId, webhook: id },
      webhooks: [...account.webhooks, hook],
    },
    answer: answerJson(200, { id }),
  };
}

export const listWebhooks = (account: Account): Answer =>
  answerJson(200, {
    webhooks: account.webhooks.map((hook) => ({
      IsLabelAPIHook: false,
      WebHookID: hook.id,
      SellerID: 408_120,
      StoreID: hook.storeId,
      HookType: hook.event,
      MessageFormat: 'Json',
      Url: hook.url,
      Name: hook.name,
      BulkCopyBatchID: null,
      BulkCopyRecordID: null,
      Active: true,
      WebhookLogs: [],
      Seller: null,
      Store: null,
    })),
  });

export function deleteWebhook(account: Account, id: number): Told {
  const webhooks = account.webhooks.filter((hook) => hook.id !== id);
  if (webhooks.length === account.webhooks.length) {
    return { account, answer: notFound('Webhook not found') };
  }
  return { account: { ...account, webhooks }, answer: answerEmpty(200) };
}

/** One message per subscription for a batch of labels; the faults may lose or double it. */
export function shipNotices(
  account: Account,
  batchId: number,
  now: Moment,
): { readonly account: Account; readonly later: readonly Later[] } {
  let { webhooksLost, webhooksDoubled } = account.faults;
  const at = now + account.switches.webhookDelayMs;
  const later: Later[] = [];
  for (const hook of account.webhooks) {
    if (hook.event !== 'SHIP_NOTIFY' && hook.event !== 'ITEM_SHIP_NOTIFY') continue;
    if (webhooksLost > 0) {
      webhooksLost -= 1;
      continue;
    }
    const items = hook.event === 'ITEM_SHIP_NOTIFY' ? 'True' : 'False';
    const shipments = `${account.switches.publicUrl}/shipments`;
    const body = JSON.stringify({
      resource_url: `${shipments}?batchId=${batchId}&includeShipmentItems=${items}`,
      resource_type: hook.event,
    });
    const times = webhooksDoubled > 0 ? 2 : 1;
    webhooksDoubled -= times - 1;
    for (let sent = 0; sent < times; sent += 1) {
      later.push({
        at: at + sent * 500,
        errand: { is: 'shipstation.webhook', url: hook.url, body },
      });
    }
  }
  const faults = { ...account.faults, webhooksLost, webhooksDoubled };
  return { account: { ...account, faults }, later };
}
