import { oneOf } from './switch.ts';

/** What is not known about labels, voids, marks, the notice to the channel and webhooks. */
export const labelSwitches = {
  labelOnHold: oneOf(
    ['allowed', 'refused'],
    'whether createlabelfororder buys a label for an order on hold',
    'I 3.8',
  ),
  labelOnShipped: oneOf(
    ['bought', 'refused'],
    'whether createlabelfororder buys a second label for an order that is shipped',
    'I 3.9',
  ),
  labelOnCancelled: oneOf(
    ['bought', 'refused'],
    'whether createlabelfororder buys a label for a cancelled order, which is then shipped',
    'I 3.8',
  ),
  labelWithoutDimensions: oneOf(
    ['exception', 'bought'],
    'createlabelfororder without dimensions, neither sent nor on the order: a 500 with a null ' +
      'reference as without a weight, or a label',
    'O 3.4, 7 [par 67, lar 15]',
  ),
  pastShipDate: oneOf(
    ['refused', 'moved'],
    'a ship date before today in Pacific time: the carrier refuses, or today is taken',
    'I 3.9',
  ),
  carrierErrorShape: oneOf(
    ['exception', 'message'],
    'how V1 hands on what a carrier refused: a 500 with ExceptionMessage, or a 400 with Message',
    'I 3.4',
  ),
  carrierTimeout: oneOf(
    ['bought', 'not-bought'],
    'whether there is a label after the 500 that says that the carrier did not answer in time',
    'I 3.9, 8',
  ),
  testLabelShips: oneOf(
    ['shipped', 'untouched'],
    'whether a test label marks its order shipped',
    'I 3.9',
  ),
  modifyOnLabel: oneOf(
    ['still', 'moves'],
    'modifyDate of an order when it is labelled, marked as shipped, or its label is voided',
    'I 7, 11',
  ),
  splitShipped: oneOf(
    ['all-parts', 'each-part'],
    'whether the parts of a split become shipped together, once all have a label, or each alone',
    'D 3.8',
  ),
  voidRefund: oneOf(
    ['later', 'at-once'],
    'whether the cost of a voided label is back in a pre-funded balance at once, or after weeks',
    'I 3.9',
  ),
  manualStoreNotified: oneOf(
    ['never', 'at-once'],
    'marketplaceNotified of a label for a manual store, which has no channel to tell',
    'I 3.13',
  ),
  relabelNotified: oneOf(
    ['claimed', 'admitted'],
    'marketplaceNotified of a new label whose tracking the channel is not told: true as for the ' +
      'first one, or false',
    'I 3.9, 3.13',
  ),
  secondMark: oneOf(
    ['second-row', 'refused'],
    'markasshipped for an order that is shipped: a second fulfillment, or a 400',
    'I 3.10',
  ),
  markOnCancelled: oneOf(
    ['shipped', 'refused'],
    'markasshipped for a cancelled order: it is shipped, or a 400',
    'I 3.8',
  ),
  markWebhook: oneOf(
    ['silent', 'sent'],
    'whether a mark as shipped fires FULFILLMENT_SHIPPED, which the help centre describes for ' +
      'fulfilment providers only',
    'I 3.11',
  ),
  subscribeAnswer: oneOf(
    ['id', 'row'],
    'answer of /webhooks/subscribe: the id alone, or, as a newer page of the reference has it, ' +
      'WebHookID, HookType, Url and Name',
    'D 3.6 [v1d, v1w]',
  ),
  webhookRetry: oneOf(
    ['none', 'some'],
    'whether a webhook that was not answered with 2xx in time is sent again: never, or three ' +
      'times, five minutes apart',
    'I 3.11',
  ),
  webhookOff: oneOf(
    ['after-failures', 'never'],
    'whether a webhook is made inactive after ten failures in a row, without a word',
    'I 3.11',
  ),
} as const;
