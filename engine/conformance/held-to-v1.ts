/** For tests of the ShipStation connector: what it asks of V1 is held to the contract of V1. */
import {
  behind, checkAnswer, checkRequest, sentenceOf, type Request, type Violation,
} from '../../contracts/shipstation-v1/check.ts';
import type { Wire, WireAnswer, WireRequest } from '../src/contract/wire.ts';

/** What the connector takes where its settings name no other. */
export const v1Address = 'https://ssapi.shipstation.com';

/** Throws with every violation in words. */
export const holdRequest = (baseUrl: string, request: WireRequest): void =>
  hold(checkRequest(asked(baseUrl, request)));

/** For an answer of a good other side; silence breaks nothing. */
export const holdAnswer = (baseUrl: string, request: WireRequest, answer: WireAnswer): void =>
  hold(answerViolations(baseUrl, request, answer));

/**
 * Judges each request that goes through. An update sends back what it was shown, so that a field
 * that V1 added later may go back to it; and what follows on an answer that broke the contract may
 * be its echo, and is let through.
 */
export const heldWire = (baseUrl: string, wire: Wire): Wire => {
  const shown = new Set<string>();
  let isMisled = false;
  return {
    async request(request) {
      const isEcho = ({ text }: Violation) =>
        [...shown].some((name) => text === `has the unknown field ${name}`);
      if (!isMisled) hold(checkRequest(asked(baseUrl, request)).filter((one) => !isEcho(one)));
      const answer = await wire.request(request);
      if (answerViolations(baseUrl, request, answer).length > 0) isMisled = true;
      else if (answer.is === 'answer' && answer.status === 200) {
        namesIn(answer.body).forEach((name) => shown.add(name));
      }
      return answer;
    },
  };
};

const answerViolations = (baseUrl: string, request: WireRequest, answer: WireAnswer) =>
  answer.is === 'answer' ? checkAnswer(asked(baseUrl, request), answer) : [];

const asked = (baseUrl: string, { method, url, headers, body }: WireRequest): Request =>
  ({ method, headers, body, ...behind(baseUrl, url) });

const hold = (problems: readonly Violation[]): void => {
  if (problems.length === 0) return;
  throw new Error(`Against the contract of V1:\n${problems.map(sentenceOf).join('\n')}`);
};

/** Every name of a member, at any depth. */
const namesIn = (text: string): readonly string[] => {
  const names: string[] = [];
  if (text === '') return names;
  JSON.parse(text, (name, value: unknown) => {
    names.push(name);
    return value;
  });
  return names;
};
