/** The channel that sold the order is told by one party only, and it is checked that it was. */
import { instant, later, latest, type Instant } from '../../model/instant.ts';
import { carrierForChannel } from '../../policy/mapping.ts';
import { channelLineOf } from '../../facts/channel-line.ts';
import { messagesTo, owedSince, owedTo } from '../../facts/messages.ts';
import type { Case } from '../case.ts';
import { excuse, oblige, raise, type Draft, type Rule } from '../draft.ts';
import { isToBeToldAgain, messageDue, parcelsTold, tell, unmappedAmong } from '../telling.ts';

export const tellChannel: Rule = (at, draft) => {
  const { outbound, channel } = at;
  if (draft.obligations['tell-channel'] !== undefined || channel === null) return draft;
  if (channel.toldBy === 'nobody' || channel.toldBy === 'warehouse') {
    return excuse(draft, ['tell-channel'], { is: 'told-by-other', by: channel.toldBy });
  }
  if (channel.toldBy === 'shipstation') return watchShipStation(at, draft);
  const wasTold = messagesTo(at.facts, 'channel').length > 0;
  if (outbound.length === 0 && !wasTold) {
    return oblige(draft, 'tell-channel', { is: 'later', because: { is: 'after', what: 'label' } });
  }
  const since = tellSince(at, channel.toldWhen);
  // What was told once is corrected at once, whether or not the goods have left.
  if (since === null && !wasTold) {
    return oblige(draft, 'tell-channel', { is: 'later', because: { is: 'after', what: 'leave' } });
  }
  return tellOurselves(at, draft, since ?? owedSince(at.facts, outbound));
};

/** From when the channel is owed the number; null while it is not. */
const tellSince = (
  { facts, snapshot, says, labels, sent, outbound }: Case,
  toldWhen: 'dispatched' | 'label',
): Instant | null => {
  const labelled = owedSince(facts, outbound);
  // What went by a person's word has left; a labelled parcel beside it has not for that.
  if (toldWhen === 'label' || labels.length === 0 && sent.length > 0) return labelled;
  const hasLeft = snapshot.dispatch !== null || snapshot.status === 'dispatched';
  // The limit runs from when we heard of the dispatch, not from when the van left.
  return hasLeft ? latest(says.since.dispatched ?? says.arrivedAt, labelled) : null;
};

const tellOurselves = (at: Case, draft: Draft, since: Instant): Draft => {
  const { channel, outbound, policy, snapshot } = at;
  if (channel === null) return draft;
  const owed = owedTo(at.facts, 'channel', outbound, (message) =>
    message.acknowledgedAt !== null && !isToBeToldAgain(at, message));
  const due = messageDue(owed);
  if (due === null) {
    return oblige(draft, 'tell-channel', outbound.length > 0 && owed.is === 'all-told'
      ? { is: 'met', at: owed.at, because: { is: 'told', who: 'channel' } }
      : { is: 'later', because: { is: 'after', what: 'label' } });
  }
  const word = (carrier: string): string | null =>
    carrierForChannel(policy, carrier, snapshot.channel);
  const unmapped = unmappedAmong(at, word);
  if (unmapped !== undefined) {
    const { carrier } = unmapped.label;
    const because = { is: 'carrier-unmapped', carrier, who: snapshot.channel } as const;
    return oblige(
      raise(draft, 'carrier.unmapped', {
        fault: `${carrier} for ${snapshot.channel}`, since, because,
      }),
      'tell-channel', { is: 'open', waitsOn: 'person', since, limitAt: null, because });
  }
  return tell(at, draft, {
    to: 'channel',
    obligation: 'tell-channel',
    connection: channel.connection,
    ...due,
    since,
    limit: at.limits.labelToChannel,
    refusedCode: 'channel.refused',
    parcels: parcelsTold(at, { ...due, to: 'channel' }, word, (line) => {
      const ours = snapshot.lines.find((one) => one.line === line);
      const wanted = at.dossier.channelSays?.order.lines ?? [];
      return ours === undefined ? line : channelLineOf(ours, wanted);
    }),
  });
};

/**
 * ShipStation tells the channel by itself; we watch that it says so, for every label and for every
 * order that was marked as shipped.
 */
const watchShipStation = (at: Case, draft: Draft): Draft => {
  const notices = [
    ...at.labels.map(({ label, firstSeenAt }) => ({ says: label.channelNotice, firstSeenAt })),
    ...at.marks.map(({ mark, firstSeenAt }) => ({ says: mark.channelNotice, firstSeenAt })),
  ];
  if (notices.length === 0) {
    return oblige(draft, 'tell-channel', { is: 'later', because: { is: 'after', what: 'label' } });
  }
  const refused = notices.find((one) => one.says.is === 'refused');
  if (refused?.says.is === 'refused') {
    const { text } = refused.says;
    const because = { is: 'telling-refused', who: 'channel', text } as const;
    return oblige(
      raise(draft, 'channel.refused', { fault: text, since: refused.firstSeenAt, because }),
      'tell-channel',
      { is: 'open', waitsOn: 'person', since: refused.firstSeenAt, limitAt: null, because });
  }
  const since = instant(Math.max(...notices.map((one) => one.firstSeenAt)));
  const isTold = notices.every((one) => one.says.is === 'told');
  return oblige(draft, 'tell-channel', isTold
    ? { is: 'met', at: since, because: { is: 'told-by-other', by: 'shipstation' } }
    : {
        is: 'open', waitsOn: 'channel', since,
        limitAt: later(since, at.limits.labelToChannel),
        because: { is: 'told-by-other', by: 'shipstation' },
      });
};
