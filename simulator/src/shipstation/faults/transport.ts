import { z } from 'zod';
import { aimed, fault, upTo } from './fault.ts';

const every = { path: '/' } as const;
const everyWrite = { path: '/', method: 'POST' } as const;
const calls = z.array(aimed({})).readonly();
const longestMs = 300_000;
const milliseconds = z.int().min(0).max(longestMs);

const refusals = z.array(
  aimed({ status: z.literal([401, 402, 403, 408, 500, 502, 503, 504]) }),
).readonly();

const throttles = z.array(
  aimed({
    /** What the Limit header says from now to the end of the window. */
    limit: z.int().min(1).optional(),
    /** 429, or another status beside the same text. */
    status: z.literal([429, 200, 400, 403, 503]).optional(),
    body: z.enum(['usual', 'empty']).optional(),
    retryAfterSeconds: z.int().min(0).optional(),
  }),
).readonly();

/** Faults of the way there and back. The first half of the list leaves the call undone. */
export const transportFaults = {
  dropRequest: fault({
    shape: calls, none: [],
    meaning: 'the connection is closed and nothing was done',
    storm: (level) => [{ ...every, share: upTo(0.01, level) }],
  }),
  resetRequest: fault({
    shape: calls, none: [],
    meaning: 'the connection is reset and nothing was done',
    storm: (level) => [{ ...every, share: upTo(0.005, level) }],
  }),
  throttle: fault({
    shape: throttles, none: [],
    meaning: 'a 429 before the limit is used up; a smaller one then holds to the window\'s end',
    storm: (level) => [
      { ...every, share: upTo(0.003, level), limit: 20 },
      { ...every, share: upTo(0.003, level), limit: 20, body: 'empty' as const },
      { ...every, share: upTo(0.003, level), limit: 20, retryAfterSeconds: 30 },
      { ...every, share: upTo(0.002, level), limit: 20, status: 503 as const },
    ],
  }),
  refuse: fault({
    shape: refusals, none: [],
    meaning: 'a status of one\'s choice, nothing was done: 500 is a JSON exception, 502 to 504 '
      + 'a gateway\'s page, 408 empty, 401 as the switch for it says',
    storm: (level) => [
      { ...every, share: upTo(0.01, level), status: 502 as const },
      { ...every, share: upTo(0.005, level), status: 503 as const },
      { ...every, share: upTo(0.005, level), status: 504 as const },
      { ...every, share: upTo(0.005, level), status: 500 as const },
      { ...every, share: upTo(0.005, level), status: 408 as const },
      { ...every, share: upTo(0.001, level), status: 401 as const },
    ],
  }),
  pageInstead: fault({
    shape: calls, none: [],
    meaning: 'a 200 with a page in HTML, nothing was done',
    storm: (level) => [{ ...every, share: upTo(0.005, level) }],
  }),
  late: fault({
    shape: z.array(aimed({
      fromMs: milliseconds, toMs: milliseconds,
      /** What the caller gives up on: the connection, or a gateway that waited long enough. */
      answer: z.enum(['cut', 'gateway']).optional(),
    })).readonly(),
    none: [],
    meaning: 'the connection is closed, or a gateway answers 504, and the call takes effect all '
      + 'the same, a time between the two later',
    storm: (level) => [
      { ...everyWrite, share: upTo(0.05, level), fromMs: 1_000, toMs: 8_000 },
      {
        ...everyWrite, share: upTo(0.03, level), fromMs: 1_000, toMs: 8_000,
        answer: 'gateway' as const,
      },
    ],
  }),
  dropAnswer: fault({
    shape: calls, none: [],
    meaning: 'performed in full, then the connection is closed: the caller cannot know',
    storm: (level) => [{ ...every, share: upTo(0.01, level) }],
  }),
  resetAnswer: fault({
    shape: calls, none: [],
    meaning: 'performed in full, then the connection is reset',
    storm: (level) => [{ ...every, share: upTo(0.005, level) }],
  }),
  halfAnswer: fault({
    shape: calls, none: [],
    meaning: 'performed in full, the connection is closed half way through the body',
    storm: (level) => [{ ...every, share: upTo(0.01, level) }],
  }),
  truncatedAnswer: fault({
    shape: calls, none: [],
    meaning: 'performed in full, a whole answer of 200 carries half of its JSON',
    storm: (level) => [{ ...every, share: upTo(0.005, level) }],
  }),
  emptyAnswer: fault({
    shape: calls, none: [],
    meaning: 'performed in full, answered by a 200 without a body',
    storm: (level) => [{ ...every, share: upTo(0.005, level) }],
  }),
  pageAnswer: fault({
    shape: calls, none: [],
    meaning: 'performed in full, answered by a 200 with a page in HTML',
    storm: (level) => [{ ...every, share: upTo(0.005, level) }],
  }),
  twice: fault({
    shape: calls, none: [],
    meaning: 'a gateway sends the call on twice: performed twice, the second answer comes back',
    storm: (level) => [{ path: '/orders/createorders', share: upTo(0.02, level) }],
  }),
  slow: fault({
    shape: z.array(aimed({ fromMs: milliseconds, toMs: milliseconds })).readonly(), none: [],
    meaning: 'performed, and the answer is held back for a time between the two',
    storm: (level) => [
      { ...every, share: upTo(0.05, level), fromMs: 200, toMs: 2_000 },
      { ...every, share: upTo(0.002, level), fromMs: 45_000, toMs: 90_000 },
    ],
  }),
  trickle: fault({
    shape: z.array(aimed({ overMs: milliseconds })).readonly(), none: [],
    meaning: 'the body comes in small pieces over this time',
    storm: (level) => [{ ...every, share: upTo(0.01, level), overMs: 1_500 }],
  }),
  latencyMs: fault({
    shape: milliseconds, none: 0,
    meaning: 'every answer is held back this long',
  }),
  rateHeadersMissing: fault({
    shape: z.boolean(), none: false,
    meaning: 'only a 429 carries the three headers (O 3.3)',
  }),
  rateHeadersMissingEvery: fault({
    shape: z.int().min(0), none: 0,
    meaning: 'every so-manieth call is answered without the three headers; 0 is off (O 3.3)',
    storm: (level) => Math.max(2, Math.round(10 / level)),
  }),
} as const;
