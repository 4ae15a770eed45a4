import { describe, expect, it } from 'vitest';
import { ApiTrouble, parseProblem } from '../api/client.ts';
import { words } from '../words/words.ts';
import { tellDeed } from './deed-trouble.tsx';

const said = words.deedTrouble;
const asked = 'POST /v1/plans/plan_1/confirm';
const answered = (status: number, text: string) =>
  new ApiTrouble(asked, { is: 'refused', status, problem: parseProblem(text, 'No') });

describe('a deed that did not come back with yes', () => {
  it.each([
    ['silence', new ApiTrouble(asked, { is: 'unreachable', text: 'TypeError: failed' })],
    ['a proxy that waited in vain', answered(504, '<html>')],
    ['a proxy that would not wait', answered(408, '')],
    ['a server that is going down', answered(503, '{"title":"Going down"}')],
    ['a fault of Gatepass', answered(500, '')],
    ['a fault of the page', new TypeError('no such thing')],
  ])('may be done after %s, and says where to look', (_what, error) => {
    const told = tellDeed(error, 'plans');
    expect(told.title).toBe(said.unknownTitle);
    expect(told.next).toBe(said.looks.plans);
    expect(told.means).not.toContain(said.notDone);
  });

  it.each([400, 403, 404, 409, 413, 422, 429])('is not done after a refusal (%i)', (status) => {
    const told = tellDeed(answered(status, '{"title":"Not now","detail":"It waits."}'), 'plans');
    expect(told.means).toBe(`${said.notDone} It waits.`);
    expect(told.next).toBe(status === 429 ? said.tooManyNext : said.refusedNext);
  });

  it('never says that it is tried again by itself', () => {
    const texts = [said.silent, said.tripped, said.refusedNext, ...Object.values(said.looks)];
    expect(texts.join(' ')).not.toMatch(/by itself|15 s/);
  });
});
