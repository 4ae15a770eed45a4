import type { Connector } from '../../contract/connector.ts';
import { readSettings } from '../../contract/settings.ts';
import { manifest } from './manifest.ts';
import { openSession } from './session.ts';
import { settingsShape } from './settings.ts';

/** A Vendure server as a channel: its orders in, tracking out, through its Admin API. */
export const vendure: Connector = {
  manifest,
  open: (given, wire) => {
    const read = readSettings(settingsShape, given);
    return read.is === 'refused'
      ? read
      : { is: 'session', session: openSession(read.settings, wire) };
  },
};
