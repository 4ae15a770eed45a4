import type { ChannelLine } from '../model/channel.ts';
import type { ConsignmentLine } from '../model/warehouse.ts';

type Named = Pick<ConsignmentLine, 'line' | 'channelLine' | 'orderNumber' | 'sku'>;

/**
 * The channel's name of a line of the warehouse's: as the warehouse says; its own name, where the
 * channel has that for the same article; else that of the only line of the channel's order with the
 * article. Where none of these is, the warehouse's own name, which the channel may refuse.
 * `wanted` is what the channel said was ordered; none: it said nothing yet.
 */
export const channelLineOf = (
  { line, channelLine, orderNumber, sku }: Named,
  wanted: readonly Pick<ChannelLine, 'line' | 'sku'>[],
): string => {
  if (channelLine !== null) return channelLine;
  // It belongs to another order, which merely goes in the same consignment.
  if (orderNumber !== null || sku === '') return line;
  const same = wanted.filter((one) => one.sku === sku);
  const [only, another] = same;
  const isNamedSo = same.some((one) => one.line === line);
  return isNamedSo || only === undefined || another !== undefined ? line : only.line;
};
