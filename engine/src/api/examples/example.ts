/**
 * What is told of an operation beside its shapes: a stable id, what it is for, and a full example
 * of everything that goes in and comes out. A route needs none of it to work, so it lies here.
 */
export type Described = {
  /** The name by which programs call it. Once published it stays. */
  readonly operationId: string;
  /** What the summary does not say: when to call it, what it promises, what it does not. */
  readonly description?: string;
  /** An example for each parameter of path and query. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** By status, beside the problems that are answered alike everywhere; null: without a body. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** It is answered without a key. */
  readonly isOpenToAll?: true;
  /** What comes instead of JSON. */
  readonly contentType?: string;
};

/** By method and path, as a route names it: `PUT /v1/policy`. */
export type Chapter = Readonly<Record<string, Described>>;

/** A refusal as it is answered, with the words of its own. */
export const refused = (
  status: number,
  title: string,
  detail: string,
  problems?: readonly { readonly path: string; readonly problem: string }[],
) => ({
  type: `urn:gatepass:problem:${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
  title, status, detail, ...(problems === undefined ? {} : { problems }),
});
