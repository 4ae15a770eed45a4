/** Which routes there are and what each takes and gives, read off the generated types. */
import type { paths } from './schema.d.ts';

type MethodsOf<Path extends keyof paths> = {
  [Method in keyof paths[Path]]-?: paths[Path][Method] extends { responses: unknown }
    ? `${Uppercase<Method & string>} ${Path & string}` : never;
}[keyof paths[Path]];

/** Such as `GET /v1/orders/{id}`. */
export type Route = { [Path in keyof paths]: MethodsOf<Path> }[keyof paths];

type OperationOf<R extends Route> =
  R extends `${infer Method} ${infer Path extends keyof paths}`
    ? Lowercase<Method> extends keyof paths[Path] ? paths[Path][Lowercase<Method>] : never
    : never;

type PathOf<Operation> =
  Operation extends { parameters: { path: infer Path extends object } } ? { path: Path } : unknown;

type QueryOf<Operation> = Operation extends { parameters: { query?: infer Query } }
  ? [Exclude<Query, undefined>] extends [never] ? unknown : { query?: Exclude<Query, undefined> }
  : unknown;

type BodyOf<Operation> =
  Operation extends { requestBody: { content: { 'application/json': infer Body } } }
    ? { body: Body } : unknown;

export type Given<R extends Route> =
  PathOf<OperationOf<R>> & QueryOf<OperationOf<R>> & BodyOf<OperationOf<R>>;

type Responses<Operation> = Operation extends { responses: infer All } ? All : never;

type ContentOf<Response> =
  Response extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** What it answers when it says yes; undefined where there is nothing more to say. */
export type AnswerOf<R extends Route> = {
  [Status in keyof Responses<OperationOf<R>> & (200 | 201 | 202 | 204)]:
    ContentOf<Responses<OperationOf<R>>[Status]>;
}[keyof Responses<OperationOf<R>> & (200 | 201 | 202 | 204)];
