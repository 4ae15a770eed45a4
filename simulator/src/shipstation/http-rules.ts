import type { Answer, Request } from '../machine.ts';
import { answerHtml, answerJson } from '../machine.ts';
import type { Switches } from './switches/all.ts';

/** What the web server in front says before anybody looks at the call itself. */

/** Largest body taken, in bytes: the framework's usual four megabytes (I). */
export const largestBodyBytes = 4 * 1024 * 1024;

const page = (status: number, title: string): Answer =>
  answerHtml(status, `<html><head><title>${title}</title></head><body>${title}</body></html>`);

const carriesBody = (request: Request) => ['POST', 'PUT'].includes(request.method.toUpperCase());

/** A body without a length is 411, one that is too large 413, both as a page. */
export function lengthProblem(request: Request): Answer | null {
  if (!carriesBody(request)) return null;
  const { headers, body } = request;
  const saysLength = 'content-length' in headers || 'transfer-encoding' in headers;
  if (!saysLength && body === '') return page(411, 'Length Required');
  if (Buffer.byteLength(body) > largestBodyBytes) return page(413, 'Request Entity Too Large');
  return null;
}

/** A body that does not call itself JSON is not read at all. */
export function mediaProblem(request: Request, switches: Switches): Answer | null {
  if (!carriesBody(request) || request.body === '') return null;
  if (switches.contentType === 'ignored') return null;
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json' || type === 'text/json') return null;
  return answerJson(415, {
    Message:
      `The request entity's media type '${type ?? 'application/octet-stream'}' is not supported ` +
      'for this resource.',
  });
}
