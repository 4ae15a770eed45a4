/** Reads a body as JSON in UTF-8 and as nothing else: a guessed letter would go onto a label. */
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

export const readJsonBodies = (server: FastifyInstance): void => {
  const readJson = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser<Buffer>(
    'application/json', { parseAs: 'buffer' }, (request, body, ready) => {
      // Clients that name the type of every body name it also where there is none.
      if (body.length === 0) {
        ready(null, undefined);
        return;
      }
      const text = textOf(request.headers['content-type'] ?? '', body);
      if (text instanceof Problem) {
        ready(text);
        return;
      }
      void readJson(request, text, (fault, value) => {
        ready(fault === null ? null : notJson(text), value);
      });
    });
};

const textOf = (type: string, body: Buffer): string | Problem => {
  const charset = /;\s*charset\s*=\s*"?([^\s";,]{1,40})/i.exec(type)?.[1] ?? 'utf-8';
  if (!/^(?:utf-?8|us-ascii)$/i.test(charset)) {
    return new Problem(415, 'Not readable', 'Nothing was taken in: send JSON as Content-Type: ' +
      `application/json, in UTF-8, not ${charset}.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    return new Problem(400, 'Unreadable', 'Nothing was taken in: the body is not UTF-8. Letters ' +
      'such as é or ü came in another encoding, and would be wrong on a label.');
  }
};

/** Where it stops being JSON, and not what stands there: that may be somebody's address. */
const notJson = (text: string): Problem => {
  try {
    JSON.parse(text);
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(fault.message) ?? [];
    const place = line === undefined ? '' : `, from line ${line}, column ${column ?? '1'} on`;
    return new Problem(400, 'Unreadable',
      `Nothing was taken in: the body is not valid JSON${place}.`);
  }
  return new Problem(400, 'Unreadable', 'Nothing was taken in: a member of the body is called ' +
    '__proto__, or constructor with a prototype. No member may have such a name.');
};
