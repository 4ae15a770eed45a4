/** A call as a line for a shell: what was left out of it is a variable of that name. */
import type { CallText } from '../core/model/call-text.ts';

export const asCurl = (
  { method, url, headers, request }: Pick<CallText, 'method' | 'url' | 'headers'> & {
    readonly request: string | null;
  },
): string => [
  `curl -X ${method} ${quoted(url)}`,
  ...headers.map(({ name, value }) => value === null
    ? `-H ${quoted(`${name}: `)}"$${variableOf(name)}"` : `-H ${quoted(`${name}: ${value}`)}`),
  ...(request === null ? [] : [`--data-raw ${quoted(request)}`]),
].join(' \\\n  ');

/** Nothing within single quotes means anything to a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const variableOf = (header: string): string => header.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
