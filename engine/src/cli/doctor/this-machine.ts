import { version } from 'node:process';
import type { Surroundings } from '../surroundings.ts';
import type { Finding } from './finding.ts';

/** The engine's own floor (`engines` in its package.json): Temporal and plain TypeScript. */
const neededMajor = 26;

export function nodeFinding({ nodeVersion }: Pick<Surroundings, 'nodeVersion'>): Finding {
  const found = (nodeVersion ?? version).replace(/^v/, '');
  const isEnough = Number.parseInt(found, 10) >= neededMajor;
  return {
    about: 'Node',
    is: isEnough ? 'well' : 'wrong',
    sentences: isEnough
      ? [`this is ${found}.`]
      : [
        `this is ${found}, and Gatepass needs ${String(neededMajor)} or newer.`,
        'Start it by npm start or npx gatepass: they bring the right one along.',
      ],
  };
}

const tolerableMilliseconds = 5_000;

/**
 * Compares this machine's clock with the server's `Date`. That has whole seconds and was written
 * some time between question and answer, so only what no such moment explains is a difference.
 */
export function clockFinding(
  asked: { readonly sentAt: number; readonly answeredAt: number },
  wallClock: number | null,
): Finding {
  const about = 'Clock';
  if (wallClock === null) {
    return { about, is: 'watch', sentences: ['the server did not say what time it has.'] };
  }
  const ahead = Math.max(0, asked.sentAt - (wallClock + 1_000));
  const behind = Math.max(0, wallClock - asked.answeredAt);
  const off = Math.max(ahead, behind);
  if (off <= tolerableMilliseconds) {
    return { about, is: 'well', sentences: ['this machine and Gatepass have the same time.'] };
  }
  const seconds = Math.round(off / 1_000).toLocaleString('en-GB');
  return {
    about,
    is: 'watch',
    sentences: [
      `this machine is ${seconds} s ${ahead > behind ? 'ahead of' : 'behind'} Gatepass.`,
      'Set both by a time server: limits and collections are counted by the clock of Gatepass.',
    ],
  };
}
