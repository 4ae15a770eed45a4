/** Refusals as RFC 9457 problem details: what is wrong, where, in words. */
import type { ProblemView } from './shapes.ts';

export class Problem extends Error {
  readonly view: ProblemView;

  constructor(
    status: number,
    title: string,
    detail: string,
    problems?: readonly { path: string; problem: string }[],
  ) {
    super(detail);
    this.view = {
      type: `urn:gatepass:problem:${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
      title, status, detail,
      ...(problems === undefined ? {} : { problems: [...problems] }),
    };
  }
}

export const notFound = (what: string): Problem =>
  new Problem(404, 'Not found', `There is no ${what}.`);
