import type { ChannelOrder } from './channel.ts';
import type {
  Adoption, Attempt, Message, Outcome, Ruling, Withdrawal,
} from './dossier.ts';
import type {
  AttemptId, ConsignmentId, MessageId, RulingId, ShipStationOrderId, WarehouseName,
} from './ids.ts';
import type { Instant } from './instant.ts';
import type { Label, Mark, ShipStationOrder } from './shipstation.ts';
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
  | {
      /** Gatepass went live, and the order that stood there already is its business from now on. */
      readonly kind: 'adopted';
      readonly consignment: ConsignmentId;
      readonly order: ShipStationOrderId;
      readonly adoption: Adoption;
    }
  | {
      /** A bench has a parcel on the scale and waits for its label. */
      readonly kind: 'label-asked';
      readonly consignment: ConsignmentId;
      readonly parcel: string;
      readonly at: Instant;
    }
  | { readonly kind: 'ruled'; readonly consignment: ConsignmentId; readonly ruling: Ruling }
  | {
      /** Somebody took a ruling back: from here on it counts no more. */
      readonly kind: 'ruling-withdrawn';
      readonly consignment: ConsignmentId;
      readonly ruling: RulingId;
      readonly withdrawal: Withdrawal;
    }
  | {
      readonly kind: 'label';
      readonly consignment: ConsignmentId;
      readonly label: Label;
      readonly seenAt: Instant;
    }
  | {
      /** Attributed by the ShipStation order that it marks: it names no lines and no key. */
      readonly kind: 'mark';
      readonly consignment: ConsignmentId;
      readonly mark: Mark;
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
