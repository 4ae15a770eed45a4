import type { Connector } from '../../contract/connector.ts';
import { readSettings } from '../../contract/settings.ts';
import { manifest } from './manifest.ts';
import { pageOf } from './page.ts';
import { openSession } from './session.ts';
import { settingsShape } from './settings.ts';

/** A WooCommerce shop as a channel: its orders in, tracking out, through REST v3. */
export const woocommerce: Connector = {
  manifest,
  pageOf,
  open: (given, wire) => {
    const read = readSettings(settingsShape, given);
    return read.is === 'refused'
      ? read
      : { is: 'session', session: openSession(read.settings, wire) };
  },
};
