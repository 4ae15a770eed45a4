/**
 * Identifiers that cannot be mixed. Each is text with a brand; ours carry a prefix so that
 * a person who meets one in a log knows what it names.
 */
type Branded<Name extends string> = string & { readonly __id: Name };

/** One order of one channel, ours: `ord_…`. */
export type OrderId = Branded<'order'>;
/** One consignment of one warehouse, ours: `con_…`. */
export type ConsignmentId = Branded<'consignment'>;
/** One message to a warehouse or a channel, ours: `msg_…`. */
export type MessageId = Branded<'message'>;
/** One begun call for one item, ours: `att_…`. */
export type AttemptId = Branded<'attempt'>;
/** One ruling of a person, ours: `rul_…`. */
export type RulingId = Branded<'ruling'>;
/** ShipStation's own order id (V1 `orderId`), as text. */
export type ShipStationOrderId = Branded<'shipstation-order'>;
/** ShipStation's own id of a bought label (V1 `shipmentId`), as text. */
export type LabelId = Branded<'label'>;

/** ShipStation's own id of a mark as shipped (V1 `fulfillmentId`), as text. */
export type MarkId = Branded<'mark'>;

/** The name a connection, warehouse or channel has in the policy file. */
export type ConnectionName = Branded<'connection'>;
export type WarehouseName = Branded<'warehouse'>;
export type ChannelName = Branded<'channel'>;

// The only place that brands an id: the caller has read the text from where such ids come from.
const brand = <Id extends Branded<string>>(text: string): Id => text as Id;

export const orderId = (text: string): OrderId => brand<OrderId>(text);
export const consignmentId = (text: string): ConsignmentId => brand<ConsignmentId>(text);
export const messageId = (text: string): MessageId => brand<MessageId>(text);
export const attemptId = (text: string): AttemptId => brand<AttemptId>(text);
export const rulingId = (text: string): RulingId => brand<RulingId>(text);
export const shipStationOrderId = (text: string): ShipStationOrderId =>
  brand<ShipStationOrderId>(text);
/**
 * What stands in for ShipStation's id of an order while it is only known from our shelf, by the
 * key of its release. ShipStation's own are numbers.
 */
export const shelfId = (key: string): ShipStationOrderId =>
  brand<ShipStationOrderId>(`${onShelf}${key}`);

const onShelf = 'shelf:';

/** The key of the release that stands on our shelf under this id; null for ShipStation's own. */
export const keyOnShelf = (order: ShipStationOrderId): string | null =>
  order.startsWith(onShelf) ? order.slice(onShelf.length) : null;

export const labelId = (text: string): LabelId => brand<LabelId>(text);
export const markId = (text: string): MarkId => brand<MarkId>(text);
export const connectionName = (text: string): ConnectionName => brand<ConnectionName>(text);
export const warehouseName = (text: string): WarehouseName => brand<WarehouseName>(text);
export const channelName = (text: string): ChannelName => brand<ChannelName>(text);

/**
 * The key under which a release stands in ShipStation (V1 `orderKey`): stable per release, ours.
 * The first release is 1.
 */
export const releaseKey = (
  consignment: ConsignmentId,
  release: number,
  /** Its mark, where each parcel is an order of its own. */
  parcel: string | null = null,
): string =>
  `${consignment}:${String(release)}${parcel === null ? '' : `:${parcel}`}`;

/** The key on every line in ShipStation (V1 `lineItemKey`): names consignment and line. */
export const lineKey = (consignment: ConsignmentId, line: string): string =>
  `${consignment}:${line}`;

/** Takes a release or line key apart; null for a key that is not ours. */
export const readKey = (key: string): { consignment: ConsignmentId; rest: string } | null => {
  const at = key.indexOf(':');
  if (!key.startsWith('con_') || at < 0) return null;
  return { consignment: consignmentId(key.slice(0, at)), rest: key.slice(at + 1) };
};
