/** What became of the ask -> their answer; a sentence for the packer where there is no label. */
import { z } from 'zod';
import type { BenchAnswer, BenchAsk, BenchTold } from '../../../contract/bench-face.ts';
import type { Words } from '../settings.ts';

const printRequest = z.object({
  printRequestId: z.union([z.string(), z.number()]),
  documentReference: z.string().nullish().catch(null),
});
const asked = z.object({ printRequests: z.array(z.unknown()) });

/** Those that can be answered, and no more of them than anybody has documents for. */
const mostDocuments = 50;

const printRequestsIn = (body: unknown): readonly z.output<typeof printRequest>[] =>
  (asked.safeParse(body).data?.printRequests ?? []).slice(0, mostDocuments)
    .flatMap((one) => printRequest.safeParse(one).data ?? []);

export const renderAnswer = (
  words: Words,
  ask: BenchAsk | null,
  told: BenchTold,
): BenchAnswer => {
  if (told.is === 'no') {
    return {
      status: Number(words.failStatus),
      body: { status: 'fail', message: told.sentence, data: [] },
    };
  }
  const { trackingNumber, documentUrl } = told;
  return {
    status: 200,
    body: {
      status: 'success', message: null,
      data: {
        trackingNumbers: trackingNumber === null
          ? [] : [{ trackingType: 'outbound', trackingNumber }],
        newPrintRequests: printRequestsIn(ask?.body).map(({ printRequestId, documentReference }) =>
          ((documentReference ?? words.labelDocument) === words.labelDocument
            ? { printRequestId, status: words.printStatus, printTemplateUrl: documentUrl }
            : { printRequestId, status: 'not required' })),
      },
    },
  };
};
