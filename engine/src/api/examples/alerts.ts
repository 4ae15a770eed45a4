/** Who is told of causes outside of the console. */
import type { Chapter } from './example.ts';

export const alerts: Chapter = {
  'GET /v1/alerts': {
    operationId: 'listAlertAddresses',
    description: 'They are set in the policy, under `alerts`. A cause is told once, then when it ' +
      'has doubled, is graver or has come back. What is not heard is repeated for a day, and at ' +
      'once when the address hears something again.',
    answers: { 200: {
      items: [{
        name: 'lead', host: 'hooks.shop.example', from: 2, warehouses: ['leicester'],
        lastHeardAt: '2026-11-22T13:02:04Z',
        failing: { since: '2026-11-22T13:40:00Z', words: 'hooks.shop.example answered 503.' },
        waiting: 1,
        sentence: 'Alerts have not reached lead since 13:40. hooks.shop.example answered 503. ' +
          '1 alert waits for it, and will be tried again.',
      }],
      next: null,
    } },
  },
  'POST /v1/alerts/{name}/test': {
    operationId: 'testAlertAddress',
    description: 'Signed as every other. When it is heard, what the address missed is posted ' +
      'again as well.',
    parameters: { name: 'lead' },
    answers: { 200: {
      isHeard: true, sentence: 'hooks.shop.example took it in and answered 204.',
    } },
  },
};
