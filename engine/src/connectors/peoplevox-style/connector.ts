import type { Connector } from '../../contract/connector.ts';
import { manifest } from './manifest.ts';
import { openSession } from './session.ts';
import { readPeoplevox } from './settings.ts';
import { renderAnswer } from './translate/answer.ts';
import { readAsk } from './translate/ask.ts';

/**
 * A warehouse whose benches ask for labels as Peoplevox does with its Carrier Integration
 * Platform: one call for each parcel, held until the answer names a PDF and a tracking number.
 */
export const peoplevoxStyle: Connector = {
  manifest,
  open: (given, wire) => {
    const read = readPeoplevox(given);
    return read.is === 'refused'
      ? read : { is: 'session', session: openSession(read.settings.push, wire) };
  },
  benchFace: (given) => {
    // What is secret in the settings has no bearing on the words, and may not be filled in here.
    const { pushUrl: _url, pushSecret: _secret, ...rest } = given;
    const read = readPeoplevox(rest);
    if (read.is === 'refused') return null;
    const { words } = read.settings;
    return {
      readAsk: (body) => readAsk(words, body),
      renderAnswer: (ask, told) => renderAnswer(words, ask, told),
    };
  },
};
