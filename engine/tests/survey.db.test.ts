/** What an account is set up with, as whoever connects it is told; and what words may mean. */
import { expect, test } from 'vitest';
import { onEveryDatabase } from './databases.ts';
import { atTheDoor, bodyOf } from './door.ts';
import type { Connector } from '../src/contract/connector.ts';
import type { SurveyAnswer, SurveyAsk, SurveyFound } from '../src/contract/survey.ts';
import { keepGroups } from '../src/desk/keep.ts';
import { problemShape, surveyShape } from '../src/api/shapes.ts';

const offer = (code: string, name: string) =>
  ({ code, name, isDomestic: true, isInternational: false });
const carrier = (code: string, name: string) => ({
  code, name, nickname: null, accountNumber: null, isPrefunded: false, isPrimary: true,
});

/** A small account, list by list. */
const account = (ask: SurveyAsk): SurveyFound | null => {
  switch (ask.list) {
    case 'stores':
      return { list: 'stores', rows: [{
        id: 98_765, name: 'By hand', marketplace: null, ordersComeFrom: 'hand',
        refreshesByItself: false, isActive: true,
      }] };
    case 'ship-from':
      return { list: 'ship-from', rows: [
        { id: 12_345, name: 'Leicester', country: 'GB', isDefault: true }] };
    case 'carriers':
      return { list: 'carriers', rows: [
        carrier('dpd', 'DPD'), carrier('dpd', 'DPD'), carrier('royal_mail', 'Royal Mail')] };
    case 'services':
      return { list: 'services', carrier: ask.carrier, rows: ask.carrier === 'dpd'
        ? [offer('dpd_by_12', 'DPD By 12'), offer('dpd_by_10', 'DPD By 10')] : [] };
    case 'packages':
      return { list: 'packages', carrier: ask.carrier, rows: [offer('package', 'Package')] };
    default:
      return null;
  }
};

onEveryDatabase('the survey of an account', (size) => {
  const { database, door, openAnew } = atTheDoor(size);

  /** The account of the stage, with lists that can be asked for. */
  const withLists = async (answer: (ask: SurveyAsk) => SurveyAnswer): Promise<SurveyAsk[]> => {
    const asked: SurveyAsk[] = [];
    const { surroundings } = door.stage;
    const plain = surroundings.connectors['account'];
    if (plain === undefined) throw new Error('the stage has an account');
    const listed: Connector = {
      manifest: { ...plain.manifest, surveys: [
        'stores', 'ship-from', 'carriers', 'services', 'packages',
      ] },
      open: (...given) => {
        const opened = plain.open(...given);
        return opened.is !== 'session' ? opened : { is: 'session', session: {
          ...opened.session, survey: (ask) => {
            asked.push(ask);
            return Promise.resolve(answer(ask));
          },
        } };
      },
    };
    await openAnew({ surroundings: {
      ...surroundings, connectors: { ...surroundings.connectors, account: listed },
    } });
    return asked;
  };
  const found = (ask: SurveyAsk): SurveyAnswer => {
    const rows = account(ask);
    if (rows === null) throw new Error(`nobody asks for ${ask.list}`);
    return { is: 'found', found: rows, unreadable: [] };
  };
  const survey = async () => surveyShape.parse(
    (await door.ask('POST', '/v1/connections/shipstation-uk/survey', undefined, 'operator')).json);

  test('names stores, places and carriers, each code once with what it offers', async () => {
    const asked = await withLists(found);
    const seen = await survey();
    expect(seen.stores).toEqual([{ id: 98_765, name: 'By hand', marketplace: null,
      ordersComeFrom: 'hand', isActive: true }]);
    expect(seen.shipFrom).toEqual(
      [{ id: 12_345, name: 'Leicester', country: 'GB', isDefault: true }]);
    expect(seen.carriers?.map(({ code, services }) => [code, services.length]))
      .toEqual([['dpd', 2], ['royal_mail', 0]]);
    expect(seen.unseen).toEqual([]);
    expect(asked).toHaveLength(3 + 2 * 2);
  });

  test('proposes what a word of the orders that wait may mean, and maps nothing', async () => {
    await withLists(found);
    const before = (await door.ask('GET', '/v1/policy')).text;
    await door.ask('PUT', '/v1/warehouses/leicester/consignments/LE-SO-1',
      bodyOf('SO-1', { service: 'DPD BY 10 O CLOCK' }));
    await door.stage.decide();
    while (await keepGroups(database, door.stage.clock.now));
    const { proposals } = await survey();
    const [word] = proposals.services;
    expect(word).toMatchObject({ says: 'DPD BY 10 O CLOCK', held: 1 });
    expect(word?.suggestions.map(({ mapping }) => mapping))
      .toContainEqual({ carrier: 'dpd', service: 'dpd_by_10', package: 'package' });
    expect(word?.suggestions.every(({ isSure }) => !isSure)).toBe(true);
    expect((await door.ask('GET', '/v1/policy')).text).toBe(before);
  });

  test('takes the word for a carrier from what the warehouse said when parcels left', async () => {
    await withLists(found);
    await door.ask('PUT', '/v1/warehouses/leicester/consignments/LE-SO-2', bodyOf('SO-2', {
      status: 'dispatched', dispatch: {
        at: '2026-11-22T13:59:00Z', carrier: 'ROYALMAIL', service: null,
        trackingNumbers: ['RM123'],
      },
    }));
    await door.stage.decide();
    const royal = (await survey()).proposals.carriers
      .find((one) => one.carrier === 'royal_mail');
    expect(royal?.suggestions).toMatchObject([{ says: 'ROYALMAIL', isSure: false }]);
  });

  test('says what could not be looked at, and asks nothing after a closed door', async () => {
    const asked = await withLists((ask) => ask.list === 'stores'
      ? { is: 'unanswered', why: 'refused', text: 'no right to it', closedForMilliseconds: null }
      : { is: 'unanswered', why: 'silence', text: 'no answer', closedForMilliseconds: null });
    const seen = await survey();
    expect(seen).toMatchObject({ stores: null, shipFrom: null, carriers: null });
    expect(seen.unseen).toEqual([
      'The stores could not be looked at: no right to it.',
      'The ship-from locations could not be looked at: no answer.',
    ]);
    expect(asked).toHaveLength(2);
  });

  test('of a system without lists says that there is nothing to choose', async () => {
    const { json } = await door.ask('POST', '/v1/connections/shop-uk/survey');
    expect(surveyShape.parse(json)).toMatchObject({
      stores: null, unseen: ['This kind of system has nothing to choose from.'],
    });
    const none = await door.ask('POST', '/v1/connections/nobody/survey');
    expect(none.status).toBe(404);
    expect(problemShape.parse(none.json).detail).toContain('nobody');
    expect((await door.ask('POST', '/v1/connections/shop-uk/survey', undefined, 'reader')).status)
      .toBe(403);
  });
});
