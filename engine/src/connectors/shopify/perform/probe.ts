/** First contact: is the shop there, may the app do what it needs, and can orders be read? */
import { z } from 'zod';
import type { ProbeAnswer } from '../../../contract/connector.ts';
import { apiVersion, type Graph } from '../graphql.ts';
import { probeQuestion, rightsQuestion } from '../questions.ts';
import type { ShopifySettings } from '../settings.ts';
import { listOf } from '../translate/shapes.ts';

const rightsShape = z.object({
  currentAppInstallation: z.object({ accessScopes: listOf(z.object({ handle: z.string() })) }),
  publicApiVersions: listOf(z.object({ handle: z.string(), supported: z.boolean() }))
    .nullish().catch(null),
});

const ordersShape = z.object({ orders: z.object({ nodes: z.array(z.unknown()) }) });

export const probe = async (graph: Graph, { shop }: ShopifySettings): Promise<ProbeAnswer> => {
  const { host } = new URL(shop);
  const asked = { variables: {}, timeoutMilliseconds: 15_000, purpose: 'probe' };
  const rights = await graph.call({ ...asked, document: rightsQuestion });
  if (rights.is === 'unanswered') return ill(`${host} cannot be asked: ${rights.unanswered.text}.`);
  const read = rightsShape.safeParse(rights.data).data;
  if (read === undefined) return ill(`${host} does not say what the app may do.`);
  const missing = missingFrom(read.currentAppInstallation.accessScopes.map((one) => one.handle));
  const watch = [...missing.watch, ...ageOf(read.publicApiVersions ?? [])];
  if (missing.ill.length > 0) return { isWell: false, sentences: missing.ill, watch };
  const orders = await graph.call({ ...asked, document: probeQuestion });
  if (orders.is === 'unanswered') {
    return ill(`The orders of ${host} cannot be read: ${orders.unanswered.text}.`);
  }
  if (!ordersShape.safeParse(orders.data).success) {
    return ill(`The orders of ${host} cannot be read: the answer is no list.`);
  }
  return {
    isWell: true, watch,
    sentences: [`The orders of ${host} can be read, and the app may tell it what was sent.`],
  };
};

const ill = (sentence: string): ProbeAnswer => ({ isWell: false, sentences: [sentence] });

const wayOut = 'Add it to the app, release its version, and approve it in the shop.';

/** The right to write includes the right to read. */
const missingFrom = (scopes: readonly string[]) => {
  const has = (of: string): boolean => scopes.includes(`read_${of}`) || scopes.includes(of);
  const writes = (of: string): boolean => scopes.includes(`write_${of}_fulfillment_orders`);
  const ill = [
    ...(has('orders') || scopes.includes('write_orders')
      ? [] : [`The app may not read orders: the scope read_orders is missing. ${wayOut}`]),
    ...(['merchant_managed', 'third_party', 'assigned'].some(writes)
      ? []
      : ['The app may not say what was sent: the scope write_merchant_managed_fulfillment_orders ' +
        `is missing. ${wayOut}`]),
  ];
  const watch = [
    // Without the scope nothing is refused: what it is for is left out in silence.
    ...(writes('merchant_managed')
      ? [] : ['What the shop’s own locations send is not seen: the scope ' +
        'write_merchant_managed_fulfillment_orders is missing.']),
    ...(writes('third_party') || writes('assigned')
      ? [] : ['What locations of third parties send is not seen: the scope ' +
        'write_third_party_fulfillment_orders is missing. It is needed only if there are any.']),
    ...(has('all_orders')
      ? [] : ['Orders older than 60 days are not seen: the scope read_all_orders is missing.']),
  ];
  return { ill, watch };
};

const ageOf = (
  versions: readonly { readonly handle: string; readonly supported: boolean }[],
): readonly string[] => {
  const ours = versions.find((one) => one.handle === apiVersion);
  return versions.length === 0 || ours?.supported === true
    ? []
    : [`The shop no longer serves version ${apiVersion} of its interface, which this connector ` +
      'was written for, and answers with another: update Gatepass.'];
};
