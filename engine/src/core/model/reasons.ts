import type { Operation } from './dossier.ts';
import type { Instant } from './instant.ts';
import type { Gate } from '../policy/policy.ts';
import type { WarehouseStatus } from './warehouse.ts';

/** A line with what is wrong with it, for people: its sku and the two quantities that differ. */
export type LineFinding = {
  readonly line: string;
  readonly sku: string;
  readonly ordered: number;
  readonly confirmed: number;
};

/**
 * Why a rule spoke: the facts it read, typed, so that one room can render them as plain sentences
 * for console, API, mail and handbook alike.
 */
export type Reason =
  | { readonly is: 'waits-for-gate'; readonly gate: Gate; readonly status: WarehouseStatus }
  | { readonly is: 'confirmed'; readonly gate: Gate; readonly units: number }
  | { readonly is: 'cancelled'; readonly by: 'warehouse' | 'channel' }
  | { readonly is: 'not-paid' }
  | { readonly is: 'not-at-warehouse' }
  | { readonly is: 'short'; readonly lines: readonly LineFinding[] }
  | { readonly is: 'contradiction'; readonly findings: readonly Contradiction[] }
  | { readonly is: 'rival-contents'; readonly revision: number }
  | { readonly is: 'rival-orders'; readonly revision: number }
  | { readonly is: 'address-lacks'; readonly parts: readonly string[] }
  | { readonly is: 'service-unmapped'; readonly says: string | null }
  | { readonly is: 'warehouse-unknown'; readonly warehouse: string }
  | { readonly is: 'channel-unknown'; readonly channel: string }
  | { readonly is: 'after'; readonly what: 'confirm' | 'release' | 'label' | 'leave' }
  | { readonly is: 'shadow'; readonly would: Operation; readonly units: number;
      readonly number: string }
  | { readonly is: 'next-step' }
  | { readonly is: 'to-release'; readonly units: number }
  | { readonly is: 'release-under-way' }
  | { readonly is: 'release-unanswered' }
  | { readonly is: 'order-refused'; readonly text: string }
  | { readonly is: 'in-shipstation'; readonly number: string }
  /** On our shelf; ShipStation comes for it when it comes. */
  | { readonly is: 'waits-for-fetch'; readonly number: string }
  | { readonly is: 'fetched'; readonly number: string; readonly at: Instant }
  /** Changed on our shelf; what ShipStation has is what it fetched before. */
  | { readonly is: 'change-unfetched'; readonly number: string;
      readonly what: 'changed' | 'cancelled' | 'shipped' }
  | { readonly is: 'waits-for-label'; readonly number: string }
  | { readonly is: 'to-buy-label'; readonly number: string; readonly carrier: string }
  /** Packed, and each label is bought when the bench asks for it; none: in no parcel. */
  | { readonly is: 'label-unasked'; readonly parcels: readonly string[]; readonly units: number }
  | { readonly is: 'label-under-way'; readonly number: string }
  | { readonly is: 'label-unanswered'; readonly number: string }
  | { readonly is: 'label-in-doubt'; readonly number: string; readonly tries: number }
  | { readonly is: 'label-refused'; readonly number: string; readonly text: string }
  | { readonly is: 'label-by-desk'; readonly number: string;
      readonly what: 'split' | 'other-goods' | 'marked' | 'not-ours' | 'several-parcels' |
        'service-left' | 'package-unknown' | 'weight-unknown' | 'voided' }
  | {
      readonly is: 'labelled';
      readonly trackingNumbers: readonly string[];
      readonly carrier: string;
    }
  | { readonly is: 'to-tell'; readonly who: 'warehouse' | 'channel' }
  | { readonly is: 'telling-under-way'; readonly who: 'warehouse' | 'channel' }
  | { readonly is: 'telling-failed'; readonly who: 'warehouse' | 'channel'; readonly tries: number;
      readonly text: string; readonly nextAt: Instant }
  | { readonly is: 'told-unconfirmed'; readonly who: 'warehouse' | 'channel' }
  | { readonly is: 'told'; readonly who: 'warehouse' | 'channel' }
  | { readonly is: 'telling-refused'; readonly who: 'warehouse' | 'channel'; readonly text: string }
  | { readonly is: 'told-by-other'; readonly by: 'shipstation' | 'warehouse' | 'nobody' }
  | { readonly is: 'carrier-unmapped'; readonly carrier: string; readonly who: string }
  | { readonly is: 'waits-for-collection'; readonly collectionAt: Instant | null }
  | { readonly is: 'left'; readonly at: Instant }
  | { readonly is: 'left-by-other-means'; readonly carrier: string | null }
  /** A person said so, of goods that ShipStation has no label of. */
  | { readonly is: 'sent-otherwise'; readonly by: string; readonly carrier: string;
      readonly trackingNumbers: readonly string[] }
  | { readonly is: 'labelled-after-sent'; readonly by: string;
      readonly trackingNumbers: readonly string[] }
  | { readonly is: 'label-before-gate'; readonly trackingNumbers: readonly string[] }
  | { readonly is: 'label-on-cancelled'; readonly trackingNumbers: readonly string[] }
  | { readonly is: 'cancelled-after-leaving'; readonly trackingNumbers: readonly string[] }
  | { readonly is: 'label-duplicate'; readonly trackingNumbers: readonly string[];
      readonly parcels: number }
  | { readonly is: 'over-limit'; readonly limitAt: Instant; readonly then: Reason }
  | { readonly is: 'held'; readonly by: string; readonly why: string;
      readonly until: Instant | null }
  | { readonly is: 'before-start-line'; readonly from: Instant }
  | { readonly is: 'clock-wrong'; readonly says: Instant }
  | { readonly is: 'older-series'; readonly count: number }
  | { readonly is: 'out-of-stock'; readonly lines: readonly LineFinding[] }
  | { readonly is: 'weight-missing'; readonly skus: readonly string[] }
  | { readonly is: 'weight-default'; readonly weightGrams: number }
  | { readonly is: 'customs-missing'; readonly skus: readonly string[]; readonly country: string }
  | { readonly is: 'package-missing'; readonly service: string }
  | { readonly is: 'to-ship-short'; readonly lines: readonly LineFinding[];
      readonly by: string | null }
  | { readonly is: 'short-labelled'; readonly lines: readonly LineFinding[];
      readonly trackingNumbers: readonly string[] }
  | { readonly is: 'to-amend'; readonly number: string }
  | { readonly is: 'amend-under-way'; readonly number: string }
  | { readonly is: 'amend-barred'; readonly number: string;
      readonly by: 'label' | 'split' | 'combined' | 'store' | 'adopted' }
  | { readonly is: 'to-withdraw'; readonly number: string }
  | { readonly is: 'withdraw-under-way'; readonly number: string }
  | { readonly is: 'change-refused'; readonly number: string; readonly text: string }
  | { readonly is: 'order-vanished'; readonly number: string }
  | { readonly is: 'order-cancelled-there'; readonly number: string }
  | { readonly is: 'order-duplicate'; readonly numbers: readonly string[] }
  | { readonly is: 'order-combined'; readonly number: string }
  | { readonly is: 'order-doubtful'; readonly number: string }
  | { readonly is: 'label-unseen'; readonly number: string }
  | { readonly is: 'marked-there'; readonly number: string }
  | { readonly is: 'marked-with'; readonly number: string; readonly carrier: string | null;
      readonly trackingNumber: string | null; readonly provider: string | null }
  | { readonly is: 'on-hold-there'; readonly number: string }
  | { readonly is: 'watched'; readonly number: string }
  | { readonly is: 'waits-for-store' }
  | { readonly is: 'to-park'; readonly number: string }
  | { readonly is: 'parked'; readonly number: string }
  | { readonly is: 'to-unpark'; readonly number: string }
  | { readonly is: 'unparked-early'; readonly number: string }
  | { readonly is: 'label-foreign'; readonly trackingNumbers: readonly string[] }
  | { readonly is: 'carrier-other'; readonly asked: string; readonly used: string }
  | { readonly is: 'service-other'; readonly asked: string; readonly used: string }
  | { readonly is: 'to-mark-as-shipped'; readonly number: string }
  | { readonly is: 'dispatch-lacks'; readonly parts: readonly string[];
      readonly looksLike: string | null }
  | { readonly is: 'still-awaiting'; readonly number: string }
  | { readonly is: 'tell-by-hand'; readonly carrier: string | null;
      readonly trackingNumbers: readonly string[] }
  | { readonly is: 'told-by-hand'; readonly who: 'warehouse' | 'channel'; readonly by: string }
  | { readonly is: 'seen-leaving'; readonly at: Instant; readonly by: string }
  | { readonly is: 'to-void'; readonly trackingNumbers: readonly string[] }
  | { readonly is: 'stale'; readonly since: Instant | null }
  | { readonly is: 'paused'; readonly by: string; readonly why: string;
      readonly until: Instant | null }
  | { readonly is: 'not-answering'; readonly who: 'shipstation' | 'warehouse' | 'channel';
      readonly since: Instant; readonly why: 'silent' | 'not-let-in' }
  | { readonly is: 'guarded'; readonly effect: 'withdraw' | 'void'; readonly count: number }
  | {
      readonly is: 'guard-refused';
      readonly effect: 'withdraw' | 'void';
      readonly by: string;
      readonly why: string | null;
    }
  | { readonly is: 'to-recall'; readonly who: 'warehouse' | 'channel' }
  | { readonly is: 'bug'; readonly text: string }
  | { readonly is: 'all-done' };

/** Two statements of the warehouse that cannot both be true. */
export type Contradiction =
  | { readonly is: 'over-picked'; readonly line: string; readonly sku: string;
      readonly ordered: number; readonly picked: number }
  | { readonly is: 'packed-unpicked'; readonly line: string; readonly sku: string;
      readonly picked: number; readonly packed: number }
  | { readonly is: 'status-ahead'; readonly line: string; readonly sku: string;
      readonly status: WarehouseStatus; readonly ordered: number; readonly confirmed: number }
  | { readonly is: 'line-twice'; readonly line: string }
  | { readonly is: 'channel-wants-fewer'; readonly line: string; readonly sku: string;
      readonly wants: number; readonly ordered: number }
  | { readonly is: 'other-order'; readonly known: string; readonly says: string }
  | { readonly is: 'no-lines' }
  | { readonly is: 'parcel-exceeds'; readonly line: string; readonly packed: number;
      readonly inParcels: number };
