/** The order in Shopify's own admin, under the shop's own address. */
import { z } from 'zod';
import type { Connector } from '../../contract/connector.ts';
import { settingsShape } from './settings.ts';

const shape = z.looseObject({ shop: settingsShape.shape.shop });

export const pageOf: NonNullable<Connector['pageOf']> = (settings, { reference }) => {
  const read = shape.safeParse(settings);
  return read.success && /^\d{1,20}$/.test(reference)
    ? `${read.data.shop}/admin/orders/${reference}` : null;
};
