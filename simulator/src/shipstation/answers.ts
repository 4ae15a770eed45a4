import type { Answer } from '../machine.ts';
import { answerEmpty, answerHtml, answerJson } from '../machine.ts';
import { impossible } from '../never.ts';

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

/** The body in which V1 reports its own exceptions, also those caused by bad data (3.4). */
export const serverException = (text: string): Answer =>
  answerJson(500, {
    Message: 'An error has occurred.',
    ExceptionMessage: text,
    ExceptionType: 'System.Exception',
    StackTrace: '   at ShipStation.Simulated.Frame()',
  });

/** A 401; its body is not documented, so its shape is a switch (3.4). */
export function unauthorised(body: 'empty' | 'html' | 'json'): Answer {
  switch (body) {
    case 'empty':
      return answerEmpty(401);
    case 'html':
      return answerHtml(401, '<html><head><title>401 Unauthorized</title></head></html>');
    case 'json':
      return answerJson(401, { Message: 'Authorization has been denied for this request.' });
    default:
      return impossible(body);
  }
}
