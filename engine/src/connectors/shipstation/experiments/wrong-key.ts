/** Question 4: what a wrong secret is answered with. */
import { ask, learnt, notLearnt, type Experiment } from './experiment.ts';

export const wrongKey: Experiment = {
  step: 'wrong-key',
  question: 'What does ShipStation answer to a wrong API secret?',
  does: [
    'Makes one call with your API key and a secret that is wrong on purpose.',
    'Your own secret stays as it is; nobody outside knows of a lock after a single wrong one.',
  ],
  leaves: 'Nothing.',
  callsAtMost: 1,
  takes: 'a second',
  isAlone: false,
  finds: ['unauthorisedBody'],
  clean: null,
  * tell() {
    const { kept } = yield* ask(
      { method: 'GET', path: '/accounts/listtags', wrong: 'secret' },
      ({ status, body, value, headers }) => ({
        status, type: headers['content-type'] ?? 'none',
        shape: body.trim() === '' ? 'empty' : value !== undefined ? 'json'
          : /^\s*</.test(body) ? 'html' : 'text',
      }));
    return kept.status === 401
      ? learnt('unauthorisedBody', kept.shape, `401, content type ${kept.type}`)
      : notLearnt(['unauthorisedBody'],
          `a wrong secret was answered with ${String(kept.status)} and not with 401`);
  },
};
