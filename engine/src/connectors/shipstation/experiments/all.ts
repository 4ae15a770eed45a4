/** Every step, in the order in which they are done: what only reads comes first. */
import type { Experiments } from '../../../contract/experiment.ts';
import { batches } from './batches.ts';
import { changes } from './changes.ts';
import type { Experiment } from './experiment.ts';
import { hook } from './hook.ts';
import { limit } from './limit.ts';
import { lists } from './lists.ts';
import { locked } from './locked.ts';
import { product } from './product.ts';
import { stores } from './stores.ts';
import { unknowns } from './unknowns.ts';
import { updates } from './updates.ts';
import { wrongKey } from './wrong-key.ts';

export const experiments: readonly Experiment[] = [
  lists, wrongKey, updates, batches, locked, changes, stores, product, hook, limit,
];

export const offered: Experiments = {
  steps: experiments.map(({ step, question, does, leaves, callsAtMost, takes, isAlone }) =>
    ({ step, question, does, leaves, callsAtMost, takes, isAlone })),
  unknowns: unknowns(experiments),
};
