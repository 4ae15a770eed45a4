/** The calls of one message: each answers its data, or ends the telling. */
import type { z } from 'zod';
import { Ended, refused } from '../../../contract/one-message.ts';
import { closed } from '../access.ts';
import type { Asked, Graph } from '../graphql.ts';
import { callTimeoutMilliseconds, mostCallsPerMessage } from '../manifest.ts';

/** Null where nothing came of a writing call, and it may be made again. */
export type Ask = (
  asked: Pick<Asked, 'document' | 'variables' | 'isWriting'>) => Promise<unknown>;

export const askBy = (graph: Graph): Ask => {
  let calls = 0;
  return async (asked) => {
    calls += 1;
    if (calls > mostCallsPerMessage) throw refused('order.unsettled', unsettled);
    const heard = await graph.call({
      ...asked, timeoutMilliseconds: callTimeoutMilliseconds, purpose: 'tell-channel',
    });
    switch (heard.is) {
      case 'unanswered': throw new Ended(heard.unanswered);
      case 'no': throw refused('shop.refused', heard.text);
      case 'renewed': return null;
      case 'data': return heard.data;
      default: return heard satisfies never;
    }
  };
};

const unsettled = 'The order in the shop is changed by somebody else meanwhile; see there what ' +
  'it shows of this parcel, then tell it again';

export const readBy = <Shape extends z.ZodType>(
  shape: Shape,
  data: unknown,
  what: string,
): z.output<Shape> => {
  const read = shape.safeParse(data);
  if (read.success) return read.data;
  throw new Ended(closed('unreadable', `The shop’s answer is no ${what}`));
};
