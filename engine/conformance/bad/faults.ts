/** Every known way to break a promise; each case of the catalogue must catch its own. */
import { accountFaults } from './account.ts';
import type { Fault } from './fault.ts';
import { itemFaults } from './items.ts';
import { outsideFaults } from './outside.ts';
import { pageFaults } from './pages.ts';
import { settingsFaults } from './settings.ts';
import { troubleFaults } from './troubles.ts';
import { valueFaults } from './values.ts';

export const faults: readonly Fault[] = [
  ...settingsFaults, ...outsideFaults, ...pageFaults, ...valueFaults, ...troubleFaults,
  ...itemFaults, ...accountFaults,
];
