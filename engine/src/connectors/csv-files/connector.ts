import type { Connector } from '../../contract/connector.ts';
import { noFiles } from '../../contract/files.ts';
import { readSettings } from '../../contract/settings.ts';
import { manifest } from './manifest.ts';
import { openSession } from './session.ts';
import { settingsShape } from './settings.ts';

/** A warehouse that speaks by CSV files, over SFTP or in a folder. */
export const csvFiles: Connector = {
  manifest,
  open: (given, _wire, _traits, files = noFiles) => {
    const read = readSettings(settingsShape, given);
    return read.is === 'refused'
      ? read
      : { is: 'session', session: openSession(read.settings, files) };
  },
};
