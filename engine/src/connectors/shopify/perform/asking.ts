/** The calls of one message: each answers its data, or ends the telling. */
import type { z } from 'zod';
import { Ended, refused } from '../../../contract/one-message.ts';
import { closed } from '../access.ts';
import type { Asked, Graph } from '../graphql.ts';
import { callTimeoutMilliseconds, mostCallsPerMessage } from '../manifest.ts';

export type Ask = (asked: Pick<Asked, 'document' | 'variables'>) => Promise<unknown>;

export const askBy = (graph: Graph): Ask => {
  const timeoutMilliseconds = callTimeoutMilliseconds;
  let calls = 0;
  return async (asked) => {
    calls += 1;
    if (calls > mostCallsPerMessage) throw refused('order.too-large', tooLarge);
    const heard = await graph.call({ ...asked, timeoutMilliseconds, purpose: 'tell-channel' });
    if (heard.is === 'unanswered') throw new Ended(heard.unanswered);
    return heard.data;
  };
};

export const tooLarge = 'The order is larger than can be read in the shop; see there what it ' +
  'shows of this parcel, and add what is missing by hand';

export const readBy = <Shape extends z.ZodType>(
  shape: Shape,
  data: unknown,
  what: string,
): z.output<Shape> => {
  const read = shape.safeParse(data);
  if (read.success) return read.data;
  throw new Ended(closed('unreadable', `The shop’s answer is no ${what}`));
};
