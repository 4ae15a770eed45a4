/** What a customer reads out on the telephone, looked for among very many orders. */
import { z } from 'zod';
import { medianOf } from '../part.ts';
import { wordsOfCopy } from './copies.ts';
import type { Tell } from './places.ts';

const rounds = 20;

export type Finding = {
  readonly what: string;
  readonly medianMilliseconds: number;
  readonly slowestMilliseconds: number;
};

/** What is typed in each round, and the order that has to be among those found; null: none. */
type Question = {
  readonly what: string;
  readonly typed: (number: number) => string;
  readonly finds: (number: number) => string | null;
};

const itself = (number: number): string => wordsOfCopy(number).orderNumber;
/** Shared by so many that only the newest are shown. */
const anyOne = (): null => null;

const questions: readonly Question[] = [
  { what: 'an order number', typed: (n) => wordsOfCopy(n).orderNumber, finds: itself },
  { what: 'a tracking number', typed: (n) => wordsOfCopy(n).trackingNumber, finds: itself },
  {
    what: 'all but the last two digits of a tracking number',
    typed: (n) => wordsOfCopy(n).trackingNumber.slice(0, -2), finds: anyOne,
  },
  { what: 'an e-mail address', typed: (n) => wordsOfCopy(n).email, finds: itself },
  { what: 'the last six digits of a telephone number', typed: (n) => wordsOfCopy(n).phone.slice(-6),
    finds: anyOne },
  { what: 'a name that one in a hundred has', typed: () => 'bell', finds: anyOne },
  { what: 'a postcode of one in five hundred', typed: (n) => wordsOfCopy(n).postcode,
    finds: anyOne },
  { what: 'a SKU that all have', typed: () => wordsOfCopy(0).sku, finds: anyOne },
  { what: 'what no order has', typed: (n) => `nobody ${String(n)}`, finds: anyOne },
];

const answerShape = z.object({
  items: z.array(z.object({ order: z.object({ orderNumber: z.string() }) })),
});

/** Every answer is held to what has to be found, so that a fast miss is no figure. */
export const askAll = async (tell: Tell, orders: number): Promise<readonly Finding[]> => {
  const found: Finding[] = [];
  for (const { what, typed, finds } of questions) {
    const times: number[] = [];
    for (let round = 0; round < rounds + 2; round += 1) {
      // Spread over all of them, and none of those that are open: these are decided on meanwhile.
      const number = 1 + 20 * ((round * 397) % Math.floor((orders - 1) / 20));
      const begun = performance.now();
      const answer = await tell('GET', `/v1/find?q=${encodeURIComponent(typed(number))}`);
      times.push(performance.now() - begun);
      const numbers = answerShape.parse(answer).items.map(({ order }) => order.orderNumber);
      const wanted = finds(number);
      if (wanted !== null && !numbers.includes(wanted)) {
        throw new Error(`${what}: ${typed(number)} did not find ${wanted}`);
      }
    }
    // The first two warm up.
    const counted = times.slice(2);
    found.push({
      what, medianMilliseconds: medianOf(counted), slowestMilliseconds: Math.max(...counted),
    });
  }
  return found;
};
