import type { ChannelOrder } from '../model/channel.ts';
import type { ChannelSays } from '../model/dossier.ts';
import type { Instant } from '../model/instant.ts';
import { sameContent } from './same-content.ts';

/**
 * What the channel says after one more message. An older revision never wins; other goods under the
 * same revision, or a cancellation, are a contradiction, kept beside it.
 */
export const hearChannel = (
  known: ChannelSays | null, order: ChannelOrder, arrivedAt: Instant,
): ChannelSays => {
  if (known === null || order.revision > known.order.revision) return { order, arrivedAt };
  const isRival = order.revision === known.order.revision && known.rival === undefined &&
    !sameContent(wanted(order), wanted(known.order));
  return isRival ? { ...known, rival: { order, arrivedAt } } : known;
};

const wanted = ({ status, lines }: ChannelOrder) => ({
  status, lines: lines.map(({ line, sku, ordered, cancelled }) =>
    ({ line, sku, ordered, cancelled })),
});
