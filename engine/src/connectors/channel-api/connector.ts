import type { Connector } from '../../contract/connector.ts';
import { pushSettingsShape } from '../../contract/push/settings.ts';
import { readSettings } from '../../contract/settings.ts';
import { manifest } from './manifest.ts';
import { openSession } from './session.ts';

/** A channel that speaks our own Channel API. */
export const channelApi: Connector = {
  manifest,
  open: (given, wire) => {
    const read = readSettings(pushSettingsShape, given);
    return read.is === 'refused'
      ? read
      : { is: 'session', session: openSession(read.settings, wire) };
  },
};
