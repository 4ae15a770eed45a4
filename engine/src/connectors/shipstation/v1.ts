import { Buffer } from 'node:buffer';
import type { Wire, WireRequest } from '../../contract/wire.ts';
import type { ShipStationSettings } from './settings.ts';
import { readAnswer, type Heard } from './translate/heard.ts';

export type V1Request = Pick<WireRequest, 'method' | 'body' | 'timeoutMilliseconds' | 'purpose'>;

/** One account's V1 face: one call, and what its answer means for the call as a whole. */
export type V1 = {
  readonly call: (
    request: V1Request,
    path: string,
    query?: Readonly<Record<string, string>>,
  ) => Promise<Heard>;
  /** In each spelling in which an error page could echo them. */
  readonly secrets: readonly string[];
  readonly currency: string;
};

export const openV1 = ({ v1 }: ShipStationSettings, wire: Wire): V1 => {
  const token = Buffer.from(`${v1.apiKey}:${v1.apiSecret}`, 'utf8').toString('base64');
  const secrets = [token, v1.apiSecret, v1.apiKey];
  return {
    secrets,
    currency: v1.currency,
    async call(request, path, query = {}) {
      const asked = new URLSearchParams(query).toString();
      const answer = await wire.request({
        ...request,
        url: `${v1.baseUrl}${path}${asked === '' ? '' : `?${asked}`}`,
        headers: {
          authorization: `Basic ${token}`,
          accept: 'application/json',
          ...(request.body === null ? {} : { 'content-type': 'application/json' }),
        },
      });
      return readAnswer(answer, secrets);
    },
  };
};
