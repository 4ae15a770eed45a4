import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { farInstant, foreignText, propertyRuns, units } from '../../../scenarios/odd-values.ts';
import { histories } from '../../../scenarios/histories.ts';
import { emptyOrder, noon } from '../../../scenarios/kit.ts';
import { faultsOf } from '../../../scenarios/plain-english.ts';
import { reasonSamples } from '../../../scenarios/reason-samples.ts';
import { afterwards, circumstances, policies } from '../../../scenarios/standpoints.ts';
import { decide } from '../decide/decide.ts';
import { absorb } from '../facts/absorb.ts';
import type { Dossier } from '../model/dossier.ts';
import { instant } from '../model/instant.ts';
import type { Reason } from '../model/reasons.ts';
import { answerAbout } from './answer.ts';
import { replyLanguages } from './customer-words.ts';
import { explainHeadline, explainObligation } from './headline.ts';
import { explainReason } from './reason.ts';
import { explainSighting } from './sighting.ts';
import { threeSystems } from './three-systems.ts';
import { clock, ended, listed, plain, quoted, quotedLast, type Reader } from './words.ts';

const runs = propertyRuns(500);
const reader: Reader = { timeZone: 'Europe/London', now: noon };
const samples: readonly Reason[] = Object.values(reasonSamples);

describe('every reason is plain English', () => {
  test.each(samples.map((one) => [one.is, one] as const))('%s', (_, reason) => {
    expect(faultsOf(explainReason(reason, reader))).toEqual([]);
    expect(
      faultsOf(explainReason({ is: 'over-limit', limitAt: noon, then: reason }, reader)),
    ).toEqual([]);
  });

  it('whatever names, words, counts and times other systems put into it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(foreignText, { minLength: 6, maxLength: 6 }),
        fc.array(units, { minLength: 4, maxLength: 4 }),
        farInstant,
        fc.nat(40),
        (sample, words, counts, far, many) => {
          const reason = filledWith(sample, { words, counts, far, many });
          expect(faultsOf(explainReason(reason, reader))).toEqual([]);
        },
      ),
      { numRuns: runs * 10 },
    );
  });
});

describe('whatever happened, in plain English stand', () => {
  const standpoints = histories().chain((history) =>
    afterwards(history.endsAt).chain((now) =>
      fc.record({
        history: fc.constant(history),
        now: fc.constant(now),
        policy: policies,
        circumstances: circumstances(now),
        timeZone: fc.constantFrom('Europe/London', 'Asia/Tokyo'),
      }),
    ),
  );

  it('obligations, exceptions, reasons, headline and the three systems', () => {
    fc.assert(
      fc.property(standpoints, ({ history, policy, circumstances, now, timeZone }) => {
        const dossier = history.sightings.reduce<Dossier>(absorb, emptyOrder());
        const decision = decide(dossier, policy, circumstances, now);
        const at = { timeZone, now };
        const sentences = decision.consignments.flatMap((one) => [
          ...one.obligations.map((owed) => explainObligation(owed, at)),
          ...one.exceptions.map((exception) => explainReason(exception.because, at)),
          ...one.because.map((because) => explainReason(because, at)),
        ]);
        expect(sentences.flatMap(faultsOf)).toEqual([]);
        expect(
          faultsOf(explainHeadline(decision.headline, at)).filter(
            (fault) => !fault.startsWith('more than'),
          ),
        ).toEqual([]);
        const { warehouse, shipstation, channel, disagreement } = threeSystems(
          dossier,
          decision,
          null,
          at,
        );
        // These stand in a table, as words and not as sentences.
        const words = [warehouse, shipstation, channel].map((one) => ended(one.says));
        expect(
          [...words, ...(disagreement === null ? [] : [disagreement])]
            .flatMap(faultsOf)
            .filter((fault) => !fault.startsWith('no capital')),
        ).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('what a customer is told, which says that it left only where somebody saw it leave', () => {
    fc.assert(
      fc.property(standpoints, fc.constantFrom(...replyLanguages), (at, language) => {
        const { history, policy, circumstances, now, timeZone } = at;
        const dossier = history.sightings.reduce<Dossier>(absorb, emptyOrder());
        const decision = decide(dossier, policy, circumstances, now);
        const { sentence, reply } = answerAbout(dossier, decision, { timeZone, now }, language);
        expect(faultsOf(sentence).filter((fault) => !fault.startsWith('more than'))).toEqual([]);
        expect(reply).not.toMatch(/undefined|null|NaN|\[object/);
        const left = decision.consignments.flatMap((one) => one.obligations)
          .some((one) => one.kind === 'leave' && one.state.is === 'met');
        expect(/It left/.test(sentence)).toBe(left);
        expect(/It left/.test(reply)).toBe(left);
      }),
      { numRuns: runs },
    );
  });

  it('all sightings', () => {
    fc.assert(
      fc.property(histories(), ({ sightings }) => {
        const sentences = sightings.map(
          (one) => explainSighting(one, () => 'create-order').sentence,
        );
        expect(sentences.flatMap(faultsOf)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});

describe('a foreign text in a sentence of ours', () => {
  it('cannot break the line, turn the writing round, hide itself or go on for ever', () => {
    expect(quoted('one\r\ntwo\u2028three\u0085four\tfive')).toBe('“one two three four five”');
    expect(quoted('a\u202egnp.exe\u202c \u2066b\u2069 \u200fc')).toBe('“agnp.exe b c”');
    expect(quoted('zero\u200bwidth\ufeff {x} <b>')).toBe('“zerowidth x b”');
    expect(quoted(' \u0000 ')).toBe('“no words”');
    expect(quoted('half \ud83d letter').isWellFormed()).toBe(true);
    expect(quoted('📦'.repeat(4_000))).toBe(`“${'📦'.repeat(149)}…”`);
    expect(quoted('👩🏽‍🚀 says no')).toBe('“👩🏽‍🚀 says no”');
    expect(plain('x'.repeat(60))).toHaveLength(60);
  });

  it('ends the sentence once, by its own full stop or by ours', () => {
    expect(quotedLast('The order is closed.')).toBe('“The order is closed.”');
    expect(quotedLast('What order? ')).toBe('“What order?”');
    expect(quotedLast('the order is closed')).toBe('“the order is closed”.');
    expect(quotedLast('')).toBe('“no words”.');
    // Of one that is cut off nobody knows how it ended.
    expect(quotedLast(`${'x'.repeat(200)}.`)).toMatch(/…”\.$/);
  });

  it('is told with others as far as a person reads, and then counted', () => {
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    const many = Array.from({ length: 90 }, (_, index) => `SKU-${String(1_000 + index)}`);
    expect(listed(many)).toMatch(/^SKU-1000, .*, SKU-1014 and 75 more$/);
  });
});

describe('times are said in the zone of the reader', () => {
  const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
  const said = (text: string, now: string, timeZone = 'Europe/London'): string =>
    clock(at(text), { timeZone, now: at(now) });

  it('on the night when the clock goes forward', () => {
    const now = '2026-03-29T12:00:00Z';
    expect([said('2026-03-29T00:59:00Z', now), said('2026-03-29T01:00:00Z', now)]).toEqual([
      '00:59',
      '02:00',
    ]);
    expect(said('2026-03-28T23:59:00Z', now)).toBe('23:59 on 28 Mar');
    expect(said('2026-03-29T23:00:00Z', now)).toBe('00:00 on 30 Mar');
  });

  it('on the night when the clock goes back', () => {
    const now = '2026-10-25T12:00:00Z';
    expect([said('2026-10-25T00:30:00Z', now), said('2026-10-25T01:30:00Z', now)]).toEqual([
      '01:30',
      '01:30',
    ]);
    expect(said('2026-10-24T23:30:00Z', now)).toBe('00:30');
    expect(said('2026-10-25T23:30:00Z', now)).toBe('23:30');
    expect(said('2026-10-24T22:30:00Z', now)).toBe('23:30 on 24 Oct');
  });

  it('for another reader at the same moment, and in another year with the year', () => {
    expect(said('2026-11-22T16:30:00Z', '2026-11-22T13:00:00Z', 'Asia/Tokyo')).toBe(
      '01:30 on 23 Nov',
    );
    expect(said('2027-01-02T16:30:00Z', '2026-11-22T13:00:00Z')).toBe('16:30 on 2 Jan 2027');
    expect(said('9999-12-31T12:00:00Z', '2026-11-22T13:00:00Z')).toBe('12:00 on 31 Dec 9999');
  });

  it('also when no calendar holds them', () => {
    for (const far of [-8.64e15, 8.64e15]) {
      expect(clock(far, { timeZone: 'Pacific/Kiritimati', now: noon })).toMatch(/^\d\d:\d\d on /);
    }
  });
});

/** Members of reasons that hold a word of ours; all other texts come from outside. */
const ownWords = new Set([
  'is',
  'gate',
  'status',
  'what',
  'who',
  'would',
  'effect',
  'by',
  'parts',
  'looksLike',
  'country',
]);

type Filling = {
  readonly words: readonly string[];
  readonly counts: readonly number[];
  readonly far: number;
  readonly many: number;
};

/** The reason with foreign words, counts and times in place of its own, and with long lists. */
const filledWith = (sample: Reason, { words, counts, far, many }: Filling): Reason => {
  let next = 0;
  const fill = (value: unknown, member: string, isPerson: boolean): unknown => {
    if (typeof value === 'string') {
      if (ownWords.has(member) && !(member === 'by' && isPerson)) return value;
      next += 1;
      return words[next % words.length];
    }
    if (typeof value === 'number') {
      next += 1;
      return value > 1e12 ? instant(far) : counts[next % counts.length];
    }
    if (Array.isArray(value)) {
      const isForeign = member !== 'parts' && member !== 'findings';
      // Only of tracking numbers there may be none at all.
      const length = member === 'trackingNumbers' ? many : Math.max(1, many);
      const list: readonly unknown[] = isForeign
        ? Array.from({ length }, (_, at) => value[at % value.length] as unknown)
        : value;
      return list.map((one) => fill(one, member, isPerson));
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, fill(one, name, isPerson)]),
    );
  };
  const isPerson = ['held', 'paused', 'to-ship-short'].includes(sample.is);
  // The same members with values of the same kinds.
  return fill(sample, '', isPerson) as Reason;
};
