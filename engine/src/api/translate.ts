/** Bodies of the API, already checked by their schemas, as values of the core. */
import type { ChannelOrder } from '../core/model/channel.ts';
import { instant, parseInstant, type Instant } from '../core/model/instant.ts';
import type { ConsignmentSnapshot } from '../core/model/warehouse.ts';
import type { ChannelOrderBody, SnapshotBody } from './shapes.ts';

/** The schema has let only instants through. */
const at = (text: string): Instant => parseInstant(text) ?? instant(0);
const atOrNull = (text: string | null): Instant | null => (text === null ? null : at(text));

export const snapshotFrom = (body: SnapshotBody): ConsignmentSnapshot => ({
  ...body,
  updatedAt: at(body.updatedAt),
  shipBy: atOrNull(body.shipBy),
  dispatch: body.dispatch === null ? null : { ...body.dispatch, at: at(body.dispatch.at) },
});

export const channelOrderFrom = (reference: string, body: ChannelOrderBody): ChannelOrder => ({
  ...body,
  reference,
  updatedAt: at(body.updatedAt),
  placedAt: atOrNull(body.placedAt),
  shipBy: atOrNull(body.shipBy),
});
