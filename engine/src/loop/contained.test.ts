/** Whatever a connector does against its contract comes out as one fault, in words. */
import { describe, expect, test } from 'vitest';
import { noon } from '../../tests/stage.ts';
import type { Session } from '../contract/connector.ts';
import type { Action } from '../core/model/decision.ts';
import { shipStationOrderId } from '../core/model/ids.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { contained, ConnectorTripped } from './contained.ts';

const page = { is: 'page', seen: [], next: null, unreadable: [] };
const request = { feed: 'labels', from: noon, to: noon, page: 'page 2' };
const order = shipStationOrderId('4001');
const items: readonly Action[] = ['a', 'b'].map((about) =>
  ({ do: 'void-label', about, connection: 'uk', label: about }) as unknown as Action);

/** A session of which each answer is this one, and of which each call counts. */
const answering = (answer: () => unknown) => {
  let calls = 0;
  const give = (): Promise<never> => new Promise((resolve) => {
    calls += 1;
    resolve(answer() as never);
  });
  const session: Session = { look: give, lookAt: give, perform: give, probe: give, survey: give };
  return contained(session, { connection: 'uk', begun: () => calls, log: () => undefined });
};

describe('a look that breaks the contract', () => {
  test.each([
    ['throws', () => { throw new Error('no such row'); }, 'no such row'],
    ['gives nothing', () => undefined, 'its answer has the wrong shape at “”'],
    ['gives no rows', () => ({ ...page, seen: null }), 'its answer has the wrong shape at “seen”'],
    [
      'shows what has no name', () => ({ ...page, seen: [{ kind: 'label', label: {} }] }),
      'its answer has the wrong shape at “seen.0.label.id”',
    ],
    [
      'leads to the same page', () => ({ ...page, next: 'page 2' }),
      'the page that follows is the same page again',
    ],
  ])('%s', async (_, answer, words) => {
    await expect(answering(answer).look(request, noon)).rejects.toThrow(
      new ConnectorTripped(words, true));
  });

  test('goes for a look at one order too; a sound answer passes as it is', async () => {
    await expect(answering(() => ({})).lookAt?.(order, noon)).rejects.toThrow(ConnectorTripped);
    expect(await answering(() => page).look(request, noon)).toBe(page);
  });
});

describe('an operation that breaks the contract', () => {
  const unknown = { is: 'unknown', text: 'no answer' };
  test.each([
    ['gives an outcome too few', [unknown], 'it gave 1 outcomes for 2 items'],
    [
      'gives an outcome of its own', [unknown, { is: 'perhaps' }],
      'its answer has the wrong shape at “outcomes.1.is”',
    ],
  ])('%s', async (_, outcomes, words) => {
    await expect(answering(() => ({ outcomes, unanswered: null })).perform(items, noon))
      .rejects.toThrow(new ConnectorTripped(words, true));
  });
});

test('a person who tries a connection or looks at its account reads what tripped', async () => {
  const tripping = answering(() => { throw new Error('no such row'); });
  const words = 'Gatepass tripped over it (“no such row”). That is a mistake of Gatepass: tell ' +
    'whoever looks after it';
  expect(await tripping.probe(noon)).toEqual({ isWell: false, sentences: [`${words}.`] });
  expect(await tripping.survey?.({ list: 'stores' }, noon))
    .toMatchObject({ is: 'unanswered', why: 'unreadable', text: words });
  expect((await answering(() => ({ isWell: true })).probe(noon)).sentences)
    .toEqual([expect.stringContaining('wrong shape at “sentences”')]);
});

test('what the store says of itself is no fault of a connector', async () => {
  const full = new StoreRefusal('the disk is full');
  await expect(answering(() => { throw full; }).perform(items, noon)).rejects.toBe(full);
});
