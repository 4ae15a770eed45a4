import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../scenarios/odd-values.ts';
import {
  circumstancesOf,
  play,
  reallyThere,
  runSteps,
  takeStep,
  type RunStep,
  type Watch,
} from '../../../scenarios/runs.ts';
import { policyWith } from '../../../scenarios/kit.ts';
import { buyingPolicies, gatedPolicies } from '../../../scenarios/standpoints.ts';
import { check } from '../check/check.ts';
import { later } from '../model/instant.ts';
import type { Policy } from '../policy/policy.ts';
import { decide } from './decide.ts';

const runs = propertyRuns(1_500);

const nothingGrave =
  (policy: Policy): Watch =>
  (run, decision) =>
    check(run.dossier, decision, policy, circumstancesOf(run), run.now)
      .filter((one) => one.severity === 'grave')
      .map((one) => `${one.rule}: ${one.says}`);

const isObedient = (one: RunStep): boolean =>
  one.is !== 'turn' || one.moods.every((mood) => mood === 'obeys');

const wholeLook: RunStep = { is: 'look', isWhole: true, twice: false, late: 0, at: 'both' };

/** What people at the desk do is seen before we do anything else. */
const lookedAtOnce = (one: RunStep): readonly RunStep[] =>
  one.is === 'desk' ? [one, wholeLook] : [one];

describe('over a whole day, with people at the desk', () => {
  it('an obedient ShipStation never holds more than the gate has confirmed', () => {
    fc.assert(
      fc.property(runSteps(), gatedPolicies, (steps, policy) => {
        const run = play(steps.filter(isObedient), policy, nothingGrave(policy));
        expect(run.wrong).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('nor does one that loses, refuses and repeats', () => {
    fc.assert(
      fc.property(runSteps(), gatedPolicies, (steps, policy) => {
        const run = play(steps, policy, nothingGrave(policy));
        expect(run.wrong).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('nor is more labelled than was confirmed where Gatepass buys, whatever is lost', () => {
    fc.assert(
      fc.property(runSteps(), buyingPolicies, (steps, policy) => {
        // Known limit: what the desk labels between our last look and our call is labelled twice.
        const run = play(steps.flatMap(lookedAtOnce), policy, nothingGrave(policy));
        expect(run.wrong).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('known limit: what the desk labels unseen is bought again, and named at the next look', () => {
    const policy = policyWith({ warehouse: { labels: 'gatepass' } });
    const turn: RunStep = { is: 'turn', moods: ['obeys'] };
    const run = play(
      [
        { is: 'bench', status: 'packed', counted: 3, short: 0 }, turn, wholeLook,
        { is: 'desk', pick: 0, does: 'label' }, turn, wholeLook,
      ],
      policy,
      nothingGrave(policy),
    );
    expect(run.wrong).toHaveLength(1);
    const { exceptions } = decide(run.dossier, policy, circumstancesOf(run), run.now);
    expect(exceptions.map((one) => one.code)).toContain('label.duplicate');
  });

  it('all comes to rest when the other side obeys again', () => {
    fc.assert(
      fc.property(runSteps(), gatedPolicies, (steps, policy) => {
        const run = play(steps, policy, () => []);
        let wishes = 1;
        for (let turn = 0; turn < 16 && wishes > 0; turn += 1) {
          takeStep(
            run,
            { is: 'look', isWhole: true, twice: false, late: 0, at: 'both' },
            policy,
            () => [],
          );
          // Longer than the longest pause between two tries of one message.
          run.now = later(run.now, 601_000);
          takeStep(
            run,
            { is: 'look', isWhole: true, twice: false, late: 0, at: 'both' },
            policy,
            () => [],
          );
          takeStep(run, { is: 'turn', moods: ['obeys'] }, policy, nothingGrave(policy));
          run.now = later(run.now, 1_000);
          takeStep(
            run,
            { is: 'look', isWhole: true, twice: false, late: 0, at: 'both' },
            policy,
            () => [],
          );
          run.now = later(run.now, 1_000);
          const decision = decide(run.dossier, policy, circumstancesOf(run), run.now);
          wishes = decision.consignments.flatMap((one) => one.actions).length;
        }
        expect(wishes).toBe(0);
        expect(run.wrong).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('known limit: an order split by the desk grows again when amended before it is seen', () => {
    const policy = policyWith({ warehouse: { gate: 'picked', shortPick: 'ship-short' } });
    const turn: RunStep = { is: 'turn', moods: ['obeys'] };
    const run = play(
      [
        { is: 'bench', status: 'packed', counted: 2, short: 0 },
        turn,
        { is: 'bench', status: 'picked', counted: 3, short: 0 },
        { is: 'desk', pick: 0, does: 'split-unseen' },
        turn,
      ],
      policy,
      nothingGrave(policy),
    );
    // An amend carries no word of what it expects to find; then this test has to change.
    expect(run.wrong).toEqual([
      'after amend-order, 4 units stand or are labelled in ShipStation, ' +
        'but only 3 were ever confirmed',
    ]);
  });

  it('an ordinary day ends with every unit labelled once', () => {
    const policy = policyWith();
    const look: RunStep = { is: 'look', isWhole: true, twice: false, late: 0, at: 'both' };
    const turn: RunStep = { is: 'turn', moods: ['obeys'] };
    const run = play(
      [
        { is: 'bench', status: 'packed', counted: 3, short: 0 },
        look,
        turn,
        look,
        { is: 'desk', pick: 0, does: 'label' },
        look,
        turn,
        turn,
      ],
      policy,
      nothingGrave(policy),
    );
    expect(run.wrong).toEqual([]);
    expect(reallyThere(run)).toBe(3);
    expect(decide(run.dossier, policy, circumstancesOf(run), run.now).headline.stage).toBe(
      'channel-told',
    );
  });
});
