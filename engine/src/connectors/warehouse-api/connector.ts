import type { Connector } from '../../contract/connector.ts';
import { pushSettingsShape } from '../../contract/push/settings.ts';
import { readSettings } from '../../contract/settings.ts';
import { manifest } from './manifest.ts';
import { openSession } from './session.ts';

/** A warehouse that speaks our own Warehouse API. */
export const warehouseApi: Connector = {
  manifest,
  open: (given, wire) => {
    const read = readSettings(pushSettingsShape, given);
    return read.is === 'refused'
      ? read
      : { is: 'session', session: openSession(read.settings, wire) };
  },
};
