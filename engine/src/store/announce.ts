import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** What processes tell each other when a transaction commits; a hint, never a fact. */
export type Topic = 'changed' | 'wishes' | 'mailbox' | 'due';

export const topicChannel = (topic: Topic): string => `gatepass_${topic}`;

/** Heard by listeners if and when this transaction commits. */
export const announce = async (tx: Tx, topic: Topic, about: string): Promise<void> => {
  await sql`select pg_notify(${topicChannel(topic)}, ${about})`.execute(tx);
};
