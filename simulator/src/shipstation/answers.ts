import type { Answer } from '../machine.ts';
import { answerJson } from '../machine.ts';

/** V1's error bodies (shipstation.md 3.4). Wordings marked there as inferred are ours. */

export const modelProblem = (state: Readonly<Record<string, readonly string[]>>): Answer =>
  answerJson(400, { Message: 'The request is invalid.', ModelState: state });

/** A business rule said no, with a text such as "Invalid serviceCode". */
export const ruleProblem = (message: string): Answer => answerJson(400, { Message: message });

export const notFound = (message: string): Answer => answerJson(404, { message });

/** What missing label data looks like: not a 400, and no reason to try again. */
export const nullReference: Answer = answerJson(500, {
  Message: 'An error has occurred.',
  ExceptionMessage: 'Object reference not set to an instance of an object.',
  ExceptionType: 'System.NullReferenceException',
  StackTrace: '   at ShipStation.Simulated.Frame()',
});

export const outcome = (message: string): Answer => answerJson(200, { success: true, message });
