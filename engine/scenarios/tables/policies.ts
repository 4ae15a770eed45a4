/** The policy that a row is judged by. */
import { refusedNotices } from '../../src/core/policy/notices.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { leicester, policyWith, shop } from '../kit.ts';
import type { Setting } from './setting.ts';
import { ago, cannot, type Cannot } from './story.ts';

const plain = policyWith();

/** The policy while the story comes about; its refusal when the parser would not take it. */
export const policyBefore = (setting: Setting): Policy | Cannot => {
  const { gate, change, labelsBy, shortLabelled, enters, toldBy, toldWhen, mapped } = setting;
  const { collection } = setting;
  const warehouse = plain.warehouses[leicester];
  const channel = plain.channels[shop];
  if (warehouse === undefined || channel === undefined) throw new Error('the kit has both');
  const days = ['sun', 'mon'] as const;
  const van = { carrier: collection === 'other' ? 'royal_mail' : 'dpd', days };
  const policy: Policy = {
    ...plain,
    warehouses: { [leicester]: {
      ...warehouse, gate, labels: labelsBy, shortAfterLabel: shortLabelled,
      shortPick: change === 'goes-short' ? 'ship-short' : 'hold',
      collections: collection === 'none' ? [] : [{ ...van, at: { hour: 16, minute: 30 } }],
    } },
    channels: { [shop]: { ...channel, enters, toldBy, toldWhen } },
    mappings: { ...plain.mappings, carriers: mapped === 'yes' ? plain.mappings.carriers : [] },
  };
  const [refused] = refusedNotices(policy);
  return refused === undefined ? policy : cannot(`the policy is refused: ${refused.problem}`);
};

/** The same after the last change to it. */
export const policyAfter = (policy: Policy, { check }: Setting): Policy => {
  const warehouse = policy.warehouses[leicester];
  if (warehouse === undefined) throw new Error('the kit has a warehouse');
  const put = (changes: Partial<typeof warehouse>): Policy =>
    ({ ...policy, warehouses: { [leicester]: { ...warehouse, ...changes } } });
  switch (check) {
    case 'package':
      return { ...policy, mappings: { ...policy.mappings, services: [{
        says: 'DPD-12', is: 'mapped', carrier: 'dpd', service: 'dpd_by_12', package: null,
      }] } };
    case 'untellable':
      return { ...policy, mappings: { ...policy.mappings, carriers: [] } };
    case 'warehouse':
      return { ...policy, warehouses: {} };
    case 'filler':
      return put({ placeholderWeightsGrams: [660] });
    case 'history':
      return put({ startLine: ago(1) });
    default:
      return policy;
  }
};
