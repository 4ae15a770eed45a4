/** What there is to print of labels that Gatepass bought; nobody gives it a second time. */
import type { Tx } from './database.ts';

export type StoredDocument = {
  readonly label: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

/** In the transaction that records the purchase. The first one of a label stays. */
export const saveDocument = async (
  tx: Tx,
  order: string,
  { label, contentType, bytes }: StoredDocument,
  at: number,
): Promise<void> => {
  await tx
    .insertInto('label_document')
    .values({
      order_id: order, label_id: label, content_type: contentType, bytes, kept_at: at,
    })
    .onConflict((clash) => clash.columns(['order_id', 'label_id']).doNothing())
    .execute();
};

export const readDocument = async (
  tx: Tx,
  order: string,
  label: string,
): Promise<StoredDocument | null> => {
  const row = await tx.selectFrom('label_document').selectAll()
    .where('order_id', '=', order).where('label_id', '=', label).executeTakeFirst();
  return row === undefined ? null
    : { label: row.label_id, contentType: row.content_type, bytes: row.bytes };
};

/** The labels of an order that have something to print. */
export const documentsOf = async (tx: Tx, order: string): Promise<ReadonlySet<string>> => {
  const rows = await tx.selectFrom('label_document').select('label_id')
    .where('order_id', '=', order).execute();
  return new Set(rows.map((row) => row.label_id));
};

/** A parcel is long where it was going: what was printed then is nobody's business any more. */
export const forgetDocuments = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('label_document').where('kept_at', '<', before).execute();
};
