import type { Wire, WireAnswer, WireRequest } from '../src/contract/wire.ts';

/** A wire that ends here: answers at once and keeps what was asked. */
export const standIn = (
  answer: (request: WireRequest) => WireAnswer,
): { readonly wire: Wire; readonly requests: readonly WireRequest[] } => {
  const requests: WireRequest[] = [];
  const wire: Wire = {
    request(request) {
      requests.push(request);
      return Promise.resolve(answer(request));
    },
  };
  return { wire, requests };
};

export const jsonAnswer = (status: number, value: unknown): WireAnswer => ({
  is: 'answer',
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
