import type { Connector } from '../../contract/connector.ts';
import { nothingKnown } from '../../contract/experiment.ts';
import { readSettings } from '../../contract/settings.ts';
import { offered } from './experiments/all.ts';
import { shelfOf } from './custom-store/shelf.ts';
import { aloneManifest, manifest } from './manifest.ts';
import { pageOf } from './page.ts';
import { openSession } from './session.ts';
import { settingsShape } from './settings.ts';
import { feedsToLookAt } from './translate/hooks.ts';

/** ShipStation, one account: by its V1 API, by its Custom Store, or by both. */
export const shipstation: Connector = {
  manifest,
  open: (given, wire, traits = nothingKnown) => {
    const read = readSettings(settingsShape, given);
    return read.is === 'refused'
      ? read
      : { is: 'session', session: openSession(read.settings, wire, traits) };
  },
  shelf: (given) => {
    const read = readSettings(settingsShape, given);
    return read.is === 'refused' || read.settings.customStore === undefined
      ? null : shelfOf(read.settings.customStore);
  },
  narrowed: (given) => given['v1'] === undefined && given['customStore'] !== undefined
    ? aloneManifest : manifest,
  pageOf,
  experiments: offered,
  feedsToLookAt,
};
