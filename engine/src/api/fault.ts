/** What went wrong with a request, said in words: by whose fault, where, and what now. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway } from '../loop/database-away.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { Problem } from './problem.ts';

/** 500 consignments of a thousand lines do not fit; 500 of an ordinary day do, ten times over. */
export const bodyLimit = 8 * 1024 * 1024;

export const asProblem = (fault: FastifyError): Problem['view'] => {
  if (fault instanceof Problem) return fault.view;
  const status = fault.statusCode ?? 500;
  if (status >= 400 && status < 500) return refusalOf(status, fault).view;
  if (isDatabaseAway(fault) || fault instanceof StoreRefusal) {
    return new Problem(503, 'Not ready',
      'The store does not answer just now. Nothing was taken in; send it again.').view;
  }
  return new Problem(500, 'Fault of Gatepass',
    'Gatepass tripped over this request. Nothing was taken in; it is in the log.').view;
};

const refusalOf = (status: number, { code, message }: FastifyError): Problem => {
  switch (code) {
    case 'FST_ERR_BAD_URL':
      return new Problem(400, 'Unreadable', 'Nothing was taken in: the address cannot be read. ' +
        'A % in it has to be written as %25.');
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Problem(414, 'Too long',
        'Nothing was taken in: a name in the address is longer than any that Gatepass knows.');
    default:
  }
  switch (status) {
    case 413:
      return new Problem(413, 'Too large', 'Nothing was taken in: the body is larger than ' +
        `${String(bodyLimit / 1024 / 1024)} MB. Send less at a time.`);
    case 415:
      return new Problem(415, 'Not readable',
        'Nothing was taken in: send JSON, as Content-Type: application/json.');
    default:
      return new Problem(status, 'Unreadable', `Nothing was taken in: ${asSentence(message)}`);
  }
};

const asSentence = (words: string): string => /[.?!]$/.test(words) ? words : `${words}.`;

const problemType = 'application/problem+json';

/** Before any route is known: an address that cannot be read. */
export const refuseAddress = (
  fault: FastifyError, _request: FastifyRequest, reply: FastifyReply,
): void => {
  const view = asProblem(fault);
  void reply.status(view.status).header('content-type', problemType).send(JSON.stringify(view));
};

/** Before there is any request: what came is no HTTP, or never came to an end. */
export const refuseBytes = (fault: ConnectionFault, socket: Line): void => {
  if (fault.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerInBytes(unheard(fault.code)));
  socket.destroy();
};

/** Of a socket what is needed here. */
type Line = {
  readonly destroyed: boolean; readonly writable: boolean;
  write(text: string): unknown; destroy(): unknown;
};

export type ConnectionFault = Error & { readonly code?: string };

const unheard = (code: string | undefined): Problem['view'] => {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem(408, 'Too slow',
        'Nothing was taken in: the request did not come to an end in time. Send it again.').view;
    case 'HPE_HEADER_OVERFLOW':
      return new Problem(431, 'Too large',
        'Nothing was taken in: the headers are larger than 16 KB.').view;
    default:
      return new Problem(400, 'Unreadable', 'Nothing was taken in: this is not readable as HTTP.')
        .view;
  }
};

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large',
};

const answerInBytes = (view: Problem['view']): string => {
  const body = JSON.stringify(view);
  return [
    `HTTP/1.1 ${String(view.status)} ${reasons[view.status] ?? 'Refused'}`,
    `content-length: ${String(Buffer.byteLength(body))}`, `content-type: ${problemType}`,
    'connection: close', '', body,
  ].join('\r\n');
};
