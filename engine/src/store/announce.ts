import { sql } from 'kysely';
import type { Tx } from './database.ts';
import { json } from './json.ts';

/** What processes tell each other when a transaction commits; a hint, never a fact. */
export type Topic = 'changed' | 'wishes' | 'mailbox' | 'due';

export const topicChannel = (topic: Topic): string => `gatepass_${topic}`;

/** Heard by listeners if and when this transaction commits. */
export const announce = async (tx: Tx, topic: Topic, about: string): Promise<void> => {
  await sql`select pg_notify(${topicChannel(topic)}, ${about})`.execute(tx);
};

/** The same of many, in one statement; the same twice is heard once. */
export const announceAll = async (
  tx: Tx,
  news: readonly { readonly topic: Topic; readonly about: string }[],
): Promise<void> => {
  if (news.length === 0) return;
  const rows = news.map(({ topic, about }) => ({ channel: topicChannel(topic), about }));
  await sql`select pg_notify(said.channel, said.about)
    from jsonb_to_recordset(${json(rows)}) as said (channel text, about text)`.execute(tx);
};
