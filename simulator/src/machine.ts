/**
 * The shape that every pretend system has: a pure step from a state and a request to the next
 * state, an answer, and what is to happen later. Nothing in a machine reads a clock, opens a
 * socket or draws a random number; the shell hands in the time and carries out the errands.
 */

/** World time in milliseconds since 1970, UTC. */
export type Moment = number;

export type Request = {
  readonly method: string;
  /** Path below the surface's prefix, beginning with a slash, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it came; machines parse it themselves, since bad bodies have answers of their own. */
  readonly body: string;
};

export type Content =
  | { readonly is: 'json'; readonly value: unknown }
  | { readonly is: 'html'; readonly text: string }
  /** Anything else, such as JSON that ends half way. */
  | { readonly is: 'raw'; readonly type: string; readonly text: string }
  | { readonly is: 'empty' };

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Content;
  /** How long the shell holds the answer back, in real milliseconds. */
  readonly delayMs: number;
  readonly sending: Sending;
};

/** How the shell sends an answer: whole, or as a broken connection leaves it. */
export type Sending =
  | { readonly is: 'whole' }
  /** In small pieces over this many real milliseconds. */
  | { readonly is: 'trickled'; readonly overMs: number }
  /** The headers and half of the body, then the connection is closed. */
  | { readonly is: 'half' }
  /** The connection is closed without an answer. */
  | { readonly is: 'cut' }
  /** The connection is reset without an answer. */
  | { readonly is: 'reset' };

export type Errand =
  | {
      readonly is: 'shipstation.webhook';
      readonly url: string;
      readonly body: string;
      readonly hookId: number;
      readonly tries: number;
    }
  /** A call that its caller gave up on arrives at ShipStation after all. */
  | { readonly is: 'shipstation.arrives'; readonly request: Request }
  /** A page of orders is asked of the merchant's own address. */
  | {
      readonly is: 'custom-store.fetch';
      readonly storeId: number;
      readonly url: string;
      readonly username: string;
      readonly password: string;
      readonly from: Moment;
      readonly to: Moment;
      readonly page: number;
    }
  | {
      readonly is: 'custom-store.notify';
      readonly url: string;
      readonly username: string;
      readonly password: string;
      readonly of: { readonly is: 'shipment' | 'fulfillment'; readonly id: number };
      readonly by: 'label' | 'mark' | 'retry' | 'resend';
      readonly query: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly is: 'warehouse.advance'; readonly reference: string }
  | { readonly is: 'warehouse.depart'; readonly reference: string; readonly messageId: string }
  | {
      readonly is: 'warehouse.put';
      readonly warehouse?: string;
      readonly reference: string;
      readonly revision: number;
      readonly body: string;
      readonly tries: number;
    }
  | {
      readonly is: 'channel.put';
      readonly channel?: string;
      readonly reference: string;
      readonly revision: number;
      readonly body: string;
      readonly tries: number;
    };

export type Later = { readonly at: Moment; readonly errand: Errand };

export type Step<State> = {
  readonly state: State;
  readonly answer: Answer;
  readonly later: readonly Later[];
  /** Names of the faults that befell the call; absent where a machine knows none. */
  readonly struck?: readonly string[];
};

export const answerJson = (status: number, value: unknown): Answer => ({
  status,
  headers: {},
  content: { is: 'json', value },
  delayMs: 0,
  sending: { is: 'whole' },
});

export const answerEmpty = (status: number): Answer => ({
  status,
  headers: {},
  content: { is: 'empty' },
  delayMs: 0,
  sending: { is: 'whole' },
});

export const answerHtml = (status: number, text: string): Answer => ({
  status,
  headers: {},
  content: { is: 'html', text },
  delayMs: 0,
  sending: { is: 'whole' },
});
