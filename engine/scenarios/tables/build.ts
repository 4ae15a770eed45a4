/** From a row to the facts it speaks of, or to the reason why there can be none. */
import type { Circumstances, Dossier } from '../../src/core/model/dossier.ts';
import { later, type Instant } from '../../src/core/model/instant.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { emptyOrder, minutes, noon } from '../kit.ts';
import { asked, toldThem } from './calls.ts';
import { broughtIn, labelled, noticed } from './in-shipstation.ts';
import { policyAfter, policyBefore } from './policies.ts';
import { usual, type Row, type Setting } from './setting.ts';
import { circumstancesOf, type Cannot, type Step, type Story } from './story.ts';
import { firstWords, lastWords } from './words-of-warehouse.ts';

export type Facts = {
  readonly dossier: Dossier;
  readonly policy: Policy;
  readonly circumstances: Circumstances;
  readonly now: Instant;
};

const steps: readonly Step[] = [
  firstWords, broughtIn, labelled, noticed, lastWords, asked, toldThem,
];

export const factsOf = (row: Row): Facts | Cannot => {
  // A connected store is told by ShipStation, unless the row says that somebody else tells it.
  const toldBy = row.enters === 'channel' ? 'shipstation' : usual.toldBy;
  const setting: Setting = { ...usual, toldBy, ...row };
  const before = policyBefore(setting);
  if ('cannot' in before) return before;
  const now = setting.time === 'soon' ? noon : later(noon, minutes(3 * 24 * 60));
  const told = steps.reduce<Story | Cannot>(
    (so, step) => ('cannot' in so ? so : step(so)),
    { setting, dossier: emptyOrder(), before, policy: policyAfter(before, setting), now });
  return 'cannot' in told ? told
    : { dossier: told.dossier, policy: told.policy, now, circumstances: circumstancesOf(told) };
};
