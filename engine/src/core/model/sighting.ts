import type { ChannelOrder } from './channel.ts';
import type { Attempt, Message, Outcome, Ruling } from './dossier.ts';
import type {
  AttemptId, ConsignmentId, MessageId, ShipStationOrderId, WarehouseName,
} from './ids.ts';
import type { Instant } from './instant.ts';
import type { Label, ShipStationOrder } from './shipstation.ts';
import type { ConsignmentSnapshot } from './warehouse.ts';

/** Something seen or done that bears on one order. Sightings are all that facts are made of. */
export type Sighting =
  | {
      readonly kind: 'warehouse-says';
      readonly consignment: ConsignmentId;
      readonly warehouse: WarehouseName;
      readonly reference: string;
      readonly snapshot: ConsignmentSnapshot;
      readonly arrivedAt: Instant;
    }
  | { readonly kind: 'channel-says'; readonly order: ChannelOrder; readonly arrivedAt: Instant }
  | {
      readonly kind: 'shipstation-order';
      readonly consignment: ConsignmentId;
      readonly order: ShipStationOrder;
      readonly seenAt: Instant;
    }
  | {
      /** A look by id found it deleted, or swallowed by a combined order. */
      readonly kind: 'shipstation-order-gone';
      readonly consignment: ConsignmentId;
      readonly order: ShipStationOrderId;
      readonly at: Instant;
    }
  | { readonly kind: 'ruled'; readonly consignment: ConsignmentId; readonly ruling: Ruling }
  | {
      readonly kind: 'label';
      readonly consignment: ConsignmentId;
      readonly label: Label;
      readonly seenAt: Instant;
    }
  | { readonly kind: 'begun'; readonly consignment: ConsignmentId; readonly attempt: Attempt }
  | {
      readonly kind: 'answered';
      readonly consignment: ConsignmentId;
      readonly attempt: AttemptId;
      readonly outcome: Outcome;
    }
  | {
      readonly kind: 'message-written';
      readonly consignment: ConsignmentId;
      readonly message: Message;
    }
  | {
      readonly kind: 'acknowledged';
      readonly consignment: ConsignmentId;
      readonly message: MessageId;
      readonly at: Instant;
    };
