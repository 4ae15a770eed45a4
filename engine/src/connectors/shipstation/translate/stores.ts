import { z } from 'zod';
import type { ProbeAnswer } from '../../../contract/connector.ts';
import { idText, listOf, textOrNull } from './reading.ts';

const stores = listOf(z.object({ storeId: idText, storeName: textOrNull }));

/** The answer of `/stores` as sentences that help to fill in the policy file. */
export const readStores = (answer: unknown): ProbeAnswer => {
  const read = stores.safeParse(answer);
  if (!read.success || !Array.isArray(answer)) {
    return {
      isWell: false,
      sentences: ['Something answers at v1.baseUrl, but it does not speak like ShipStation V1.'],
    };
  }
  const names = read.data.map((one) => `${one.storeName ?? 'unnamed'} (${one.storeId})`);
  return {
    isWell: true,
    sentences: [
      'ShipStation answers and takes the API key.',
      names.length === 0 ? 'The account shows no store.' : `Stores: ${names.join(', ')}.`,
    ],
  };
};
