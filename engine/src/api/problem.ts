/** Refusals as RFC 9457 problem details: what is wrong, where, in words. */
import type { ProblemView } from './shapes.ts';
import { bounded } from './unreadable.ts';

export class Problem extends Error {
  readonly view: ProblemView;

  constructor(
    status: number,
    title: string,
    detail: string,
    problems?: readonly { path: string; problem: string }[],
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.view = {
      type: `urn:gatepass:problem:${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
      title, status, detail,
      ...(problems === undefined ? {} : { problems: bounded(problems) }),
    };
  }
}

/** Come back after so long: said in the answer's words and in its header. */
export class Wait extends Problem {
  readonly seconds: number;

  constructor(status: number, title: string, detail: string, seconds: number) {
    super(status, title, detail);
    this.seconds = seconds;
  }
}

export const notFound = (what: string): Problem =>
  new Problem(404, 'Not found', `There is no ${what}.`);
