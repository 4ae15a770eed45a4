import type { Connector } from '../../contract/connector.ts';
import { readSettings } from '../../contract/settings.ts';
import { manifest } from './manifest.ts';
import { openSession } from './session.ts';
import { settingsShape } from './settings.ts';

/** ShipStation, one account. It creates orders and watches orders and labels; V1 face. */
export const shipstation: Connector = {
  manifest,
  open: (given, wire) => {
    const read = readSettings(settingsShape, given);
    return read.is === 'refused'
      ? read
      : { is: 'session', session: openSession(read.settings, wire) };
  },
};
