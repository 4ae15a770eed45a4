/** Every promise that a connector makes, in the order of the report. */
import type { Case } from './case.ts';
import { accountCases } from './cases/account.ts';
import { goodsCases } from './cases/goods.ts';
import { itemCases } from './cases/items.ts';
import { outsideCases } from './cases/outside.ts';
import { pageCases } from './cases/pages.ts';
import { repeatingCases } from './cases/repeating.ts';
import { rowCases } from './cases/rows.ts';
import { settingsCases } from './cases/settings.ts';
import { feedTroubleCases } from './cases/troubles-of-feeds.ts';
import { operationTroubleCases } from './cases/troubles-of-operations.ts';

export const catalogue: readonly Case[] = [
  ...settingsCases, ...outsideCases, ...pageCases, ...rowCases, ...feedTroubleCases, ...itemCases,
  ...repeatingCases, ...goodsCases, ...operationTroubleCases,
  ...accountCases,
];
