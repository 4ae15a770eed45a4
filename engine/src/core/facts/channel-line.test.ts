import { expect, test } from 'vitest';
import { channelLineOf } from './channel-line.ts';

const tee = { line: '1', channelLine: null, orderNumber: null, sku: 'TEE' };
const wanted = [{ line: '881', sku: 'TEE' }, { line: '882', sku: 'MUG' }];

test.each([
  ['as the warehouse says', { ...tee, channelLine: '7' }, wanted, '7'],
  ['by the article, where one line has it', tee, wanted, '881'],
  ['as the warehouse calls it, where the channel does too', { ...tee, line: '881' }, wanted, '881'],
  ['not by a name that is another article’s there', { ...tee, line: '882' }, wanted, '881'],
  ['its own, where two lines have the article', tee, [...wanted, { line: '9', sku: 'TEE' }], '1'],
  ['its own, of two with the article, where one is called so', { ...tee, line: '9' },
    [...wanted, { line: '9', sku: 'TEE' }], '9'],
  ['its own, where no line has the article', { ...tee, sku: 'CAP' }, wanted, '1'],
  ['its own, without an article', { ...tee, sku: '' }, [{ line: '881', sku: '' }], '1'],
  ['its own, of another order', { ...tee, orderNumber: 'SO-2' }, wanted, '1'],
  ['its own, before the channel said anything', tee, [], '1'],
] as const)('a line is told %s', (_, line, order, name) => {
  expect(channelLineOf(line, order)).toBe(name);
});
