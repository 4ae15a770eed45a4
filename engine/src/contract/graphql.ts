/** What a GraphQL server answers is made of: data, errors beside it, and what else it says. */
import { z } from 'zod';

/** An error that stands beside the data; no code: ''. */
export type Complaint = { readonly code: string; readonly message: string };

const complaintShape = z.object({
  message: z.string().catch(''),
  extensions: z.object({ code: z.string().catch('') }).nullish().catch(null),
}).transform(({ message, extensions }): Complaint =>
  ({ message, code: extensions?.code ?? '' }));

/** As a text or a list, in words that are ours where they gave none. */
const errorsShape = z.union([
  z.string().transform((message): readonly Complaint[] => [{ code: '', message }]),
  z.array(complaintShape.nullable().catch({ code: '', message: '' }))
    .transform((all): readonly Complaint[] => all.filter((one) => one !== null)),
]);

const envelopeShape = z.object({
  data: z.unknown().optional(),
  errors: errorsShape.nullish().catch([{ code: '', message: '' }]),
  extensions: z.unknown().optional(),
  message: z.string().nullish().catch(null),
});

/** Of whatever was sent; a bare `message` counts as an error, as a server words it that is none. */
export const envelopeOf = (value: unknown) => {
  const read = envelopeShape.safeParse(value).data;
  const message = read?.message ?? null;
  const errors = read?.errors ?? (message === null ? [] : [{ code: '', message }]);
  return { data: read?.data, errors, extensions: read?.extensions };
};
