import type { Connector } from '../../contract/connector.ts';
import { readSettings } from '../../contract/settings.ts';
import { manifest } from './manifest.ts';
import { openSession } from './session.ts';
import { settingsShape } from './settings.ts';

/** Hayloft, a warehouse system: its orders in by a polled list, what became of each out. */
export const hayloft: Connector = {
  manifest,
  open: (given, wire) => {
    const read = readSettings(settingsShape, given);
    return read.is === 'refused'
      ? read : { is: 'session', session: openSession(read.settings, wire) };
  },
};
