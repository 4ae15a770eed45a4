/**
 * The account's ceiling, held at every call that leaves: whichever process makes it, and however
 * its clock goes, no window of theirs holds more calls than they allow.
 */
import { host } from '../pretended.ts';
import type { CallLeft } from '../run.ts';
import type { Broken } from './broken.ts';

/** What is believed of an account until its headers say less. */
const believed = 40;
const window = 60_000;

export type Ceiling = {
  /** A call leaves at this moment of the world. */
  readonly heard: (now: number, call: CallLeft) => void;
  readonly broken: readonly Broken[];
};

export const newCeiling = (callsPerMinute: number = believed): Ceiling => {
  const limit = Math.min(believed, callsPerMinute);
  const broken: Broken[] = [];
  let starts: readonly number[] = [];
  return {
    broken,
    heard(now, { process, request }) {
      if (!request.url.startsWith(`${host}/shipstation/`)) return;
      starts = [...starts.filter((at) => at > now - window), now];
      if (starts.length <= limit) return;
      broken.push({
        at: now, rule: 'budget', orderNumber: null,
        sentence: `Process ${String(process)} made call ${String(starts.length)} within a minute `
          + `(${request.purpose}), and ${String(limit)} are allowed.`,
      });
    },
  };
};
