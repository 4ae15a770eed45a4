import type { Answer } from '../machine.ts';
import { answerEmpty, answerJson } from '../machine.ts';
import type { Account } from './account.ts';
import { notFound } from './answers.ts';
import { bind } from './binding.ts';
import { subscribeBody } from './label-body.ts';

/** Subscribing, listing and removing (3.6); what is sent stands in webhook-notices.ts. */

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
    isActive: true,
    failures: 0,
  };
  const newer = { WebHookID: id, HookType: hook.event, Url: hook.url, Name: hook.name };
  return {
    account: {
      ...account,
      lastId: { ...account.lastId, webhook: id },
      webhooks: [...account.webhooks, hook],
    },
    answer: answerJson(200, account.switches.subscribeAnswer === 'id' ? { id } : newer),
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
      Active: hook.isActive,
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
