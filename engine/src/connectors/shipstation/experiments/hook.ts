/** In which of its two documented forms a subscription to a webhook is answered. */
import { plain } from '../translate/shown.ts';
import { isTaken, numberIn, rowsIn, textIn, wordsOf, written } from './answers.ts';
import { ask, learnt, notLearnt, type Experiment, type Story } from './experiment.ts';
import { findPlace, noPlace } from './test-orders.ts';

const name = 'subscribeAnswer';
const hookName = 'GATEPASS-PROBE';
/** An address that can never be anybody's [RFC 6761]. */
const address = 'https://gatepass-probe.invalid/';

export const hook: Experiment = {
  step: 'hook',
  question: 'How is a subscription to a webhook answered?',
  does: [
    'Subscribes one webhook, GATEPASS-PROBE, for rejections by an outside provider in one store ' +
      'that is filled by hand, with an address that reaches nobody, and removes it at once.',
  ],
  leaves: 'Nothing.',
  callsAtMost: 8,
  takes: 'some seconds',
  isAlone: false,
  finds: [name],
  clean: removeHooks,
  * tell() {
    const place = yield* findPlace();
    if (place === null) return notLearnt([name], noPlace);
    const { kept } = yield* ask({
      method: 'POST', path: '/webhooks/subscribe',
      body: {
        target_url: address, event: 'FULFILLMENT_REJECTED', store_id: place.storeId,
        friendly_name: hookName,
      },
    }, (told) => ({
      status: told.status, says: wordsOf(told), names: Object.keys(plain(told.value)),
    }));
    const evidence = `${kept.says}, with ${kept.names.join(', ') || 'nothing'}`;
    if (!isTaken(kept)) return notLearnt([name], evidence);
    if (kept.names.includes('WebHookID')) return learnt(name, 'row', evidence);
    return kept.names.includes('id') ? learnt(name, 'id', evidence) : notLearnt([name], evidence);
  },
};

function* removeHooks(): Story<readonly string[]> {
  const { kept: ids } = yield* ask({ method: 'GET', path: '/webhooks' }, ({ value }) =>
    (rowsIn(value, 'webhooks') ?? [])
      .filter((row) => textIn(row, 'Name') === hookName && textIn(row, 'Url') === address)
      .flatMap((row) => numberIn(row, 'WebHookID') ?? []));
  const left: string[] = [];
  for (const id of ids) {
    const { kept } = yield* ask({ method: 'DELETE', path: `/webhooks/${String(id)}` }, written);
    if (!isTaken(kept) && kept.status !== 404) {
      left.push(`The webhook ${hookName} could not be removed (${kept.says}): remove it at the ` +
        'screen.');
    }
  }
  return left;
}
