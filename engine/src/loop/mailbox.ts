import { renderMessage, type RenderedMessage } from '../contract/message.ts';
import type { MessageContent } from '../core/model/decision.ts';
import type { Tx } from '../store/database.ts';
import { readMailbox } from '../store/messages.ts';

/** One message as it is pushed, and as it is fetched. */
export const asWritten = (content: MessageContent): RenderedMessage => renderMessage(content);

/** A page of a mailbox: the messages as they would be pushed, and where the page ends. */
export const readMessages = async (
  tx: Tx,
  mailbox: { readonly party: 'warehouse' | 'channel'; readonly name: string },
  after: number,
  limit: number,
): Promise<{ readonly messages: readonly RenderedMessage[]; readonly last: number }> => {
  const found = await readMailbox(tx, mailbox.party, mailbox.name, after, limit);
  return {
    messages: found.map((one) => renderMessage(one.content)),
    last: found.at(-1)?.position ?? after,
  };
};
