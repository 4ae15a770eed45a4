import type { ConsignmentFacts, Dossier } from '../model/dossier.ts';
import type { Contradiction } from '../model/reasons.ts';

/**
 * Lines of which the warehouse means to send more than the channel still wants: cancelled there
 * in part, or standing on another consignment of the order already. The consignment that was
 * heard of first keeps what it has. Channels are asked by their own line names; an order that no
 * channel told of is not judged.
 */
export const beyondChannel = (
  dossier: Dossier,
  facts: ConsignmentFacts,
): readonly Contradiction[] => {
  const wanted = new Map((dossier.channelSays?.order.lines ?? [])
    .map((one) => [one.line, Math.max(0, one.ordered - one.cancelled)] as const));
  const earlier = Object.values(dossier.consignments).filter((one) => isEarlier(one, facts));
  return (facts.says?.snapshot.lines ?? []).flatMap(({ line, sku, channelLine, ordered }) => {
    const wants = channelLine === null ? undefined : wanted.get(channelLine);
    if (wants === undefined || channelLine === null) return [];
    const elsewhere = earlier.reduce((sum, one) => sum + orderedOf(one, channelLine), 0);
    return ordered > 0 && ordered + elsewhere > wants
      ? [{ is: 'channel-wants-fewer', line, sku, wants, ordered: ordered + elsewhere } as const]
      : [];
  });
};

const orderedOf = ({ says }: ConsignmentFacts, channelLine: string): number =>
  says === null || says.snapshot.status === 'cancelled' ? 0 : says.snapshot.lines
    .filter((one) => one.channelLine === channelLine)
    .reduce((sum, one) => sum + one.ordered, 0);

const isEarlier = (one: ConsignmentFacts, than: ConsignmentFacts): boolean => {
  if (one.id === than.id || one.says === null || than.says === null) return false;
  const [a, b] = [one.says, than.says].map((says) => says.since.received ?? says.arrivedAt);
  if (a === undefined || b === undefined) return false;
  return a < b || (a === b && one.id < than.id);
};
