/** Experiments over HTTP against accounts whose settings nobody here has seen. */
import { expect, test } from 'vitest';
import { shownSwitches, defaultSwitches } from
  '../../../simulator/src/shipstation/switches/all.ts';
import { offered } from '../../src/connectors/shipstation/experiments/all.ts';
import { findOutAll, leftIn } from './find-out.ts';
import { openUnknownAccount, runStep, wrongOnPurpose } from './unknown-account.ts';

test.each([1, 2, 3, 4, 5, 6])(
  'the settings drawn from %i are found out, and the account is left as it was',
  { timeout: 600_000 },
  async (seed) => {
    expect(await findOutAll(seed)).toEqual([]);
  });

test('what is taken for true without having looked is what the simulator does by itself', () => {
  expect(offered.unknowns.map(({ name, values, assumed }) => ({ name, values, assumed }))
    .toSorted(byName)).toEqual(
    shownSwitches(defaultSwitches).map(({ name, values, value }) =>
      ({ name, values, assumed: value })).toSorted(byName));
});

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

test('in an empty account everything that needs orders is said not to be known', async () => {
  const account = await openUnknownAccount(3, wrongOnPurpose.lists);
  const { found } = await runStep(account, account.open(), 'lists');
  expect(found.learnt.map((one) => one.name)).toEqual(['callsPerMinute', 'pageSizeAbove500']);
  expect(found.notLearnt.map((one) => one.name)).toContain('defaultPageSize');
  await account.close();
});

/** Dies in its n-th call, before or after that has done its work, and is started again. */
const dieInCall = async (step: string, count: number, hasArrived: boolean) => {
  const account = await openUnknownAccount(
    5, step === 'batches' ? wrongOnPurpose.batches : []);
  let calls = 0;
  const dying = account.open({
    async request(request) {
      calls += 1;
      if (calls !== count) return account.wire.request(request);
      if (hasArrived) await account.wire.request(request);
      throw new Error('killed');
    },
  });
  let progress: string | null = null;
  const died = await runStep(account, dying, step, { keep: (text) => { progress = text; } })
    .then(() => 'it lived', (fault: unknown) => String(fault));
  const { found } = await runStep(
    account, account.open(), step, { progress, isInterrupted: true });
  const left = await leftIn(account);
  const truth = await account.switches();
  await account.close();
  return {
    died, left, notLearnt: found.notLearnt,
    wrong: found.learnt.filter(({ name, value }) => value !== String(truth[name])),
  };
};

test('killed in any of its calls, a step goes on, finds the same and leaves nothing', {
  timeout: 600_000,
}, async () => {
  const asIfNothing = { died: 'Error: killed', left: [], notLearnt: [], wrong: [] };
  for (let count = 1; count <= 16; count += 1) {
    expect(await dieInCall('locked', count, true)).toEqual(asIfNothing);
    expect(await dieInCall('locked', count, false)).toEqual(asIfNothing);
  }
  for (const count of [4, 5, 9, 12, 18]) {
    expect(await dieInCall('batches', count, true)).toEqual(asIfNothing);
  }
});
