import { describe, expect, it } from 'vitest';
import { ApiTrouble, parseProblem } from '../api/client.ts';
import { words } from '../words/words.ts';
import { tell } from './trouble.tsx';

const refused = (status: number, text: string) =>
  new ApiTrouble('GET /v1/orders', { is: 'refused', status, problem: parseProblem(text, 'No') });

describe('trouble is told in words', () => {
  it('says that parcels go on when Gatepass does not answer', () => {
    const silence = new ApiTrouble('GET /v1/me', { is: 'unreachable', text: 'TypeError: failed' });
    expect(tell(silence)).toMatchObject({
      title: words.trouble.unreachableTitle, means: words.trouble.unreachable,
      detail: 'GET /v1/me: TypeError: failed',
    });
    expect(tell(refused(503, '')).title).toBe(words.trouble.unreachableTitle);
  });

  it('takes the words of a refusal from the engine, with each bad field', () => {
    const text = JSON.stringify({
      type: 'about:blank', title: 'This list cannot be made', status: 400,
      detail: 'The filter names no stage that exists.',
      problems: [{ path: 'stage', problem: 'is "packd"' }],
    });
    const told = tell(refused(400, text));
    expect(told.title).toBe('This list cannot be made');
    expect(told.means).toBe('The filter names no stage that exists. stage: is "packd"');
  });

  it('keeps to its own words when a proxy answers with a page', () => {
    const told = tell(refused(500, '<html>Internal error</html>'));
    expect(told.title).toBe(words.trouble.brokenTitle);
    expect(told.means).not.toContain('<');
  });

  it('asks to wait after too many tries', () => {
    expect(tell(refused(429, '{}')).next).toBe(words.trouble.tooManyNext);
  });
});
