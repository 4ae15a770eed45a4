/** The order in the shop's WordPress; where orders have tables of their own it leads on to them. */
import { z } from 'zod';
import type { Connector } from '../../contract/connector.ts';
import { settingsShape } from './settings.ts';

const shape = z.looseObject({ url: settingsShape.shape.url });

export const pageOf: NonNullable<Connector['pageOf']> = (settings, { reference }) => {
  const read = shape.safeParse(settings);
  return read.success && /^\d{1,20}$/.test(reference)
    ? `${read.data.url}/wp-admin/post.php?post=${reference}&action=edit` : null;
};
