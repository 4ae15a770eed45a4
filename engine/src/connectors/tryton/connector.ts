import type { Connector } from '../../contract/connector.ts';
import { readSettings } from '../../contract/settings.ts';
import { manifest } from './manifest.ts';
import { openSession } from './session.ts';
import { settingsShape } from './settings.ts';

/** Tryton as a warehouse: its shipments in, tracking out, over JSON-RPC. */
export const tryton: Connector = {
  manifest,
  open: (given, wire) => {
    const read = readSettings(settingsShape, given);
    return read.is === 'refused'
      ? read
      : { is: 'session', session: openSession(read.settings, wire) };
  },
};
