/** What was sent in one call and what came back, as far as it is kept: without any secret. */
export type CallText = {
  readonly purpose: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** Names as they were sent; the value is null where it was left out. */
  readonly headers: readonly { readonly name: string; readonly value: string | null }[];
  readonly request: KeptBody | null;
  readonly status: number | null;
  /** Why there was no answer; null where there was one. */
  readonly noAnswer: string | null;
  readonly answer: KeptBody | null;
};

export type KeptBody = {
  readonly text: string;
  /** How long it was, in characters, where it was cut; null where it is whole. */
  readonly cutFrom: number | null;
};
