/** The channel that sold the order is told by one party only, and it is checked that it was. */
import { later, latest, type Instant } from '../../model/instant.ts';
import { carrierForChannel } from '../../policy/mapping.ts';
import { untoldSince } from '../../facts/messages.ts';
import type { Case } from '../case.ts';
import { excuse, oblige, raise, type Draft, type Rule } from '../draft.ts';
import { parcelsTold, tell } from '../telling.ts';

export const tellChannel: Rule = (at, draft) => {
  const { labels, channel, snapshot, says } = at;
  if (draft.obligations['tell-channel'] !== undefined || channel === null) return draft;
  if (channel.toldBy === 'nobody' || channel.toldBy === 'warehouse') {
    return excuse(draft, ['tell-channel'], { is: 'told-by-other', by: channel.toldBy });
  }
  const [first] = labels;
  if (first === undefined) {
    return oblige(draft, 'tell-channel', { is: 'later', because: { is: 'after', what: 'label' } });
  }
  if (channel.toldBy === 'shipstation') return watchShipStation(at, draft);
  const leftAt = snapshot.dispatch?.at ?? says.since.dispatched ?? null;
  if (channel.toldWhen === 'dispatched' && leftAt === null) {
    return oblige(draft, 'tell-channel', { is: 'later', because: { is: 'after', what: 'leave' } });
  }
  const since = channel.toldWhen === 'label' ? untoldSince(labels) : heardOfDispatch(at);
  return tellOurselves(at, draft, since);
};

/** The limit runs from when we heard of the dispatch, not from when the van left. */
const heardOfDispatch = ({ says, labels }: Case): Instant =>
  latest(says.since.dispatched ?? says.arrivedAt, untoldSince(labels)) ?? says.arrivedAt;

const tellOurselves = (at: Case, draft: Draft, since: Instant): Draft => {
  const { channel, labels, policy, snapshot } = at;
  if (channel === null) return draft;
  const unmapped = labels.find(
    (one) => carrierForChannel(policy, one.label.carrier, snapshot.channel) === null);
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
    kind: 'notice',
    since,
    limit: policy.limits.labelToChannel,
    refusedCode: 'channel.refused',
    parcels: parcelsTold(
      at,
      (carrier) => carrierForChannel(policy, carrier, snapshot.channel),
      (line) => snapshot.lines.find((one) => one.line === line)?.channelLine ?? line),
  });
};

/** ShipStation tells the channel by itself; we watch that it says so. */
const watchShipStation = (at: Case, draft: Draft): Draft => {
  const { labels, policy } = at;
  const refused = labels.find((one) => one.label.channelNotice.is === 'refused');
  if (refused?.label.channelNotice.is === 'refused') {
    const { text } = refused.label.channelNotice;
    const because = { is: 'telling-refused', who: 'channel', text } as const;
    return oblige(
      raise(draft, 'channel.refused', { fault: text, since: refused.seenAt, because }),
      'tell-channel',
      { is: 'open', waitsOn: 'person', since: refused.seenAt, limitAt: null, because });
  }
  const since = untoldSince(labels);
  const isTold = labels.every((one) => one.label.channelNotice.is === 'told');
  return oblige(draft, 'tell-channel', isTold
    ? { is: 'met', at: since, because: { is: 'told-by-other', by: 'shipstation' } }
    : {
        is: 'open', waitsOn: 'channel', since,
        limitAt: later(since, policy.limits.labelToChannel),
        because: { is: 'told-by-other', by: 'shipstation' },
      });
};
