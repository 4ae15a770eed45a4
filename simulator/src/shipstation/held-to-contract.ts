import { checkAnswer, checkRequest, sentenceOf } from '../../../contracts/shipstation-v1/check.ts';
import type { Answer, Moment, Request } from '../machine.ts';
import { impossible } from '../never.ts';
import { callShipStation, type World } from '../world.ts';

/**
 * For tests: every call of the pretend ShipStation, and its answer, keeps to the contract of V1.
 * A test that sends something wrong, or wants a wrong answer, says so, and then it has to be. An
 * answer that a fault struck is wrong as often as not; switching the fault on says so already.
 */
export type Broken = 'request' | 'answer';

export function holdToContract(request: Request, told: Told, broken: Broken | null): void {
  const found = violations(request, told);
  if (broken !== null && found[broken].length === 0) {
    throw new Error(`${request.path}: the ${broken} is said to break the contract and does not`);
  }
  const problems = (['request', 'answer'] as const)
    .flatMap((side) => (side === broken ? [] : found[side]));
  if (problems.length > 0) throw new Error(`Against the contract of V1:\n${problems.join('\n')}`);
}

/** A call at a pure world. */
export function callHeld(
  world: World,
  request: Request,
  now: Moment,
  broken: Broken | null = null,
): World {
  const called = callShipStation(world, request, now);
  holdToContract(request, called, broken);
  return called.world;
}

export type Told = { readonly answer: Answer; readonly struck?: readonly string[] };

/** In sentences, side by side. */
export function violations(
  request: Request,
  { answer, struck = [] }: Told,
): Readonly<Record<Broken, readonly string[]>> {
  return {
    request: checkRequest(request).map(sentenceOf),
    answer: isHeard(answer) && struck.length === 0
      ? checkAnswer(request, heard(answer)).map(sentenceOf) : [],
  };
}

const isHeard = ({ sending }: Answer): boolean =>
  sending.is === 'whole' || sending.is === 'trickled';

const heard = ({ status, headers, content }: Answer) => ({ status, headers, body: text(content) });

const text = (content: Answer['content']): string => {
  switch (content.is) {
    case 'json':
      return JSON.stringify(content.value);
    case 'html':
    case 'raw':
      return content.text;
    case 'empty':
      return '';
    default:
      return impossible(content);
  }
};
