/** Who changed something through the API. */
import { z } from 'zod';
import { askedTextShape, instantText } from './words.ts';

export const auditQueryShape = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: askedTextShape.optional(),
  who: askedTextShape.optional().meta({ description: 'the name of a key or a person, exactly' }),
  key: askedTextShape.optional().meta({ description: 'the id of a key' }),
  person: askedTextShape.optional().meta({ description: 'the id of a person' }),
  target: askedTextShape.optional().meta({ description: 'a part of what it was done to' }),
  since: instantText.optional(),
  until: instantText.optional(),
});

export const auditEntryShape = z.object({
  at: instantText,
  who: z.string(),
  role: z.string(),
  key: z.string().nullable().meta({ description: 'the id of the key; null for a session' }),
  person: z.string().nullable().default(null)
    .meta({ description: 'the id of the person; null for a key' }),
  operation: z.string(),
  target: z.string(),
  summary: z.string(),
  from: z.string(),
});

export type AuditEntryView = z.output<typeof auditEntryShape>;
