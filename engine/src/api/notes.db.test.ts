/** What customer service is told of an order, notes beside it, and asks its warehouse. */
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { onEveryDatabase } from '../../tests/databases.ts';
import { atTheDoor, bodyOf } from '../../tests/door.ts';
import { orderIdOfNumber } from '../../tests/stage.ts';
import { answerShape, listOf, notesShape, problemShape, questionShape } from './shapes.ts';

const order = orderIdOfNumber('SO-1');
const at = `/v1/orders/${order}`;

onEveryDatabase('customer service', (size) => {
  const { door } = atTheDoor(size);
  beforeEach(async () => {
    await door.ask('PUT', '/v1/warehouses/leicester/consignments/LE-1', bodyOf('SO-1'));
  });

  const say = async (body: unknown, role: 'reader' | 'operator' = 'reader') => {
    const { status, json } = await door.ask('POST', `${at}/notes`, body, role);
    expect(status).toBe(200);
    return notesShape.parse(json).items;
  };
  const questions = async (query = '') => listOf(questionShape).parse(
    (await door.ask('GET', `/v1/questions${query}`, undefined, 'reader')).json).items;
  const count = async (query: string) => z.object({ total: z.int() }).parse(
    (await door.ask('GET', `/v1/orders/count?${query}`)).json).total;

  test('the fact sentence is told in either English, without a cost or a name', async () => {
    const { json } = await door.ask('GET', `${at}/sentence?language=en-US`, undefined, 'reader');
    const answer = answerShape.parse(json);
    expect(answer).toMatchObject({
      orderNumber: 'SO-1', language: 'en-US', parcels: [],
      sentence: 'There is no label yet: the warehouse says it is packed.',
    });
    expect(answer.reply).toMatch(/^Hello,[^]*order SO-1\.[^]*Best regards,$/);
    expect(JSON.stringify(answer)).not.toMatch(/Iris|cost|GBP/);
    expect((await door.ask('GET', `${at}/sentence?language=fr`)).status).toBe(400);
    expect((await door.ask('GET', '/v1/orders/ord_nobody/sentence')).status).toBe(404);
  });

  test('a note stays beside its order, newest first, and asks nobody', async () => {
    await say({ said: 'Customer is away on Friday.' });
    door.stage.clock.now = (door.stage.clock.now + 1_000) as typeof door.stage.clock.now;
    const notes = await say({ kind: 'note', said: 'Wants it at the neighbour\'s.' });
    expect(notes.map(({ said, by }) => [said, by])).toEqual([
      ['Wants it at the neighbour\'s.', 'the reader'],
      ['Customer is away on Friday.', 'the reader'],
    ]);
    expect(await questions()).toEqual([]);
  });

  test('a question is open until somebody of the floor answers it, once', async () => {
    const [asked] = await say({ kind: 'question', said: 'Did it make the van?' });
    expect(await questions('?warehouse=leicester')).toMatchObject([
      { id: asked?.id, order: { id: order, orderNumber: 'SO-1' }, warehouse: 'leicester' },
    ]);
    expect(await questions('?warehouse=glasgow')).toEqual([]);
    expect([await count('asked=yes'), await count('asked=no')]).toEqual([1, 0]);
    expect((await door.ask('GET', at)).json).toMatchObject({ asked: true });
    expect((await door.ask('GET', '/v1/flow')).json).toMatchObject({ questions: { orders: 1 } });
    const place = `${at}/notes/${asked?.id ?? ''}/answer`;
    expect((await door.ask('POST', place, { said: 'Yes.' }, 'reader')).status).toBe(403);
    const answered = await door.ask('POST', place, { said: 'Yes, at 16:30.' }, 'operator');
    expect(notesShape.parse(answered.json).items[0]?.answer)
      .toMatchObject({ said: 'Yes, at 16:30.', by: 'the operator' });
    expect([await questions(), await count('asked=yes')]).toEqual([[], 0]);
    const again = await door.ask('POST', place, { said: 'No.' }, 'operator');
    expect([again.status, problemShape.parse(again.json).detail])
      .toEqual([409, 'the operator has answered it already.']);
  });

  test('who cannot be asked, and what is no question, is refused in words', async () => {
    await door.ask('PUT', '/v1/channels/shopify-uk/orders/2', {
      revision: 1, updatedAt: '2026-11-22T12:00:00Z', orderNumber: 'SO-2', status: 'paid',
      lines: [],
    });
    const nobody = await door.ask(
      'POST', `/v1/orders/${orderIdOfNumber('SO-2')}/notes`, { kind: 'question', said: 'Where?' });
    expect([nobody.status, problemShape.parse(nobody.json).detail])
      .toEqual([409, expect.stringContaining('nobody to ask')]);
    const [note] = await say({ said: 'Only a note.' });
    const answered = await door.ask('POST', `${at}/notes/${note?.id ?? ''}/answer`, { said: 'x' });
    expect([answered.status, problemShape.parse(answered.json).detail])
      .toEqual([409, 'That is a note. Only a question can be answered.']);
    expect((await door.ask('POST', `${at}/notes`, { said: ' ' })).status).toBe(400);
    expect((await door.ask('POST', `${at}/notes/not_none/answer`, { said: 'x' })).status).toBe(404);
    expect((await door.ask('POST', `${at}/notes`, { said: 'x' }, 'warehouse')).status).toBe(403);
  });
});
