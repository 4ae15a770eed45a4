import type { z } from 'zod';
import type { Moment } from './machine.ts';

/**
 * Where a pretend system keeps the pushes it was sent: each message once, however often it
 * arrives, with everything that was wrong about the delivery.
 */
export type Postbox = {
  readonly messages: ReadonlyMap<string, Delivered>;
  /** Messages that came again under the same id with other content. */
  readonly conflicts: readonly {
    readonly messageId: string;
    readonly at: Moment;
    readonly body: string;
  }[];
  readonly badSignatures: readonly {
    readonly at: Moment;
    readonly why: string;
    readonly body: string;
  }[];
  readonly unreadable: readonly {
    readonly at: Moment;
    readonly problem: string;
    readonly body: string;
  }[];
};

export type Delivered = {
  readonly messageId: string;
  readonly body: string;
  readonly firstAt: Moment;
  readonly times: number;
};

export const newPostbox = (): Postbox => ({
  messages: new Map(),
  conflicts: [],
  badSignatures: [],
  unreadable: [],
});

export type Taken<Message> =
  | { readonly is: 'new'; readonly postbox: Postbox; readonly message: Message }
  | { readonly is: 'again'; readonly postbox: Postbox }
  | { readonly is: 'unreadable'; readonly postbox: Postbox; readonly problem: string };

export function deliver<Message extends { readonly id: string }>(
  postbox: Postbox,
  push: { readonly messageId: string; readonly body: string },
  shape: z.ZodType<Message>,
  now: Moment,
): Taken<Message> {
  const read = readMessage(push, shape);
  if (read.is === 'unreadable') {
    const row = { at: now, problem: read.problem, body: push.body };
    const kept = { ...postbox, unreadable: [...postbox.unreadable, row] };
    return { is: 'unreadable', postbox: kept, problem: read.problem };
  }
  const { messageId, body } = push;
  const before = postbox.messages.get(messageId);
  if (before === undefined) {
    const first = { messageId, body, firstAt: now, times: 1 };
    const messages = new Map(postbox.messages).set(messageId, first);
    return { is: 'new', postbox: { ...postbox, messages }, message: read.message };
  }
  const messages = new Map(postbox.messages).set(messageId, { ...before, times: before.times + 1 });
  const isSame = before.body === body;
  const conflicts = isSame
    ? postbox.conflicts
    : [...postbox.conflicts, { messageId, at: now, body }];
  return { is: 'again', postbox: { ...postbox, messages, conflicts } };
}

/** The id in the signed header and the id in the body must be one id. */
function readMessage<Message extends { readonly id: string }>(
  push: { readonly messageId: string; readonly body: string },
  shape: z.ZodType<Message>,
): { is: 'read'; message: Message } | { is: 'unreadable'; problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(push.body);
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
    return { is: 'unreadable', problem: 'The body is no JSON.' };
  }
  const read = shape.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { is: 'unreadable', problem: `${issue?.path.join('.')}: ${issue?.message}` };
  }
  if (read.data.id !== push.messageId) {
    return { is: 'unreadable', problem: 'The id in the header is not the id in the body.' };
  }
  return { is: 'read', message: read.data };
}

export const noteBadSignature = (
  postbox: Postbox,
  row: { readonly at: Moment; readonly why: string; readonly body: string },
): Postbox => ({ ...postbox, badSignatures: [...postbox.badSignatures, row] });
