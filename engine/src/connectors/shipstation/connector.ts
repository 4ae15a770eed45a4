import type { Connector } from '../../contract/connector.ts';
import { nothingKnown } from '../../contract/experiment.ts';
import { readSettings } from '../../contract/settings.ts';
import { offered } from './experiments/all.ts';
import { manifest } from './manifest.ts';
import { openSession } from './session.ts';
import { settingsShape } from './settings.ts';
import { feedsToLookAt } from './translate/hooks.ts';

/** ShipStation, one account. It creates orders and watches orders and labels; V1 face. */
export const shipstation: Connector = {
  manifest,
  open: (given, wire, traits = nothingKnown) => {
    const read = readSettings(settingsShape, given);
    return read.is === 'refused'
      ? read
      : { is: 'session', session: openSession(read.settings, wire, traits) };
  },
  experiments: offered,
  feedsToLookAt,
};
