import { expect, it } from 'vitest';
import type { WireAnswer } from '../../contract/wire.ts';
import { instant } from '../../core/model/instant.ts';
import { readAddress } from './address.ts';
import { post } from './post.ts';

const given: Readonly<Record<string, string>> = {
  LEAD_URL: 'https://hooks.example/services/T0B0/s3cr3t-token?to=the-lead-room',
  LEAD_TOKEN: 's3cr3t token', SECRET: 'a-secret-that-nobody-may-see',
};

const wordsOf = async (url: string, answer: WireAnswer): Promise<string> => {
  const address = readAddress({ url, secret: '${SECRET}', from: 3 }, (name) => given[name] ?? null);
  const surroundings = {
    wire: { request: () => Promise.resolve(answer) }, wireNow: () => instant(0),
  };
  return (await post(surroundings, address, { id: 'alr_1', content: {} })).words;
};
const refused = (body: string): WireAnswer => ({ is: 'answer', status: 404, headers: {}, body });

it.each([
  ['${LEAD_URL}', 'Cannot POST /services/T0B0/s3cr3t-token?to=the-lead-room', 'Cannot POST •••”.'],
  ['${LEAD_URL}', 'Cannot POST /services/T0B0/s3cr3t-token', 'Cannot POST •••”.'],
  ['${LEAD_URL}', `nothing at ${String(given['LEAD_URL'])}`, 'nothing at •••”.'],
  ['${LEAD_URL}', 'no token s3cr3t-token, no the-lead-room', 'no token •••, no •••”.'],
  ['https://hooks.example/${LEAD_TOKEN}', 'Cannot POST /s3cr3t%20token', 'Cannot POST •••”.'],
  ['https://hooks.example/${LEAD_TOKEN}', 's3cr3t token?', '•••?”'],
  ['https://hooks.example/gatepass', 'Cannot POST /gatepass', 'Cannot POST /gatepass”.'],
])('to %s, who answers “%s” is quoted as “%s', async (url, body, quoted) => {
  expect(await wordsOf(url, refused(body))).toBe(`hooks.example answered 404: “${quoted}`);
});

it('why nobody answered does not show the address either', async () => {
  expect(await wordsOf('${LEAD_URL}', { is: 'silence', reason: 'cut at /services/T0B0/x' }))
    .toBe('hooks.example did not answer: cut at /•••/T0B0/x.');
});
