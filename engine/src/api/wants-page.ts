import type { IncomingHttpHeaders } from 'node:http';

type Asked = { readonly method: string; readonly headers: IncomingHttpHeaders };

/** Whether a browser asks for something to show to a person. */
export const wantsPage = ({ method, headers }: Asked): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html');
