/** Keys, and who changed what with them. */
import { z } from 'zod';
import { instantText, name, nameShape, nullable } from './words.ts';

const places = (of: string) => z.array(nameShape).max(100).default([])
  .meta({ description: `the ${of} that it may speak for; none means all` });

export const keyBodyShape = z.strictObject({
  name: name.max(100).meta({ description: 'by which people know it, such as "Leicester WMS"' }),
  role: z.enum(['admin', 'operator', 'reader', 'warehouse', 'channel']),
  warehouses: places('warehouses'),
  channels: places('channels'),
  expiresAt: nullable(instantText).meta({ description: 'null for no end' }),
});

export const keyRotationShape = z.strictObject({
  oldUntil: nullable(instantText)
    .meta({ description: 'until when the old key goes on; null for a day from now' }),
});

export const keyShape = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  warehouses: z.array(z.string()),
  channels: z.array(z.string()),
  startsWith: z.string().nullable()
    .meta({ description: 'its first signs; null for a key that somebody chose' }),
  kind: z.enum(['made', 'bootstrap', 'this-machine']),
  state: z.enum(['in-force', 'rotated', 'expired', 'revoked']),
  createdAt: instantText,
  createdBy: z.string().nullable(),
  lastUsedAt: instantText.nullable(),
  expiresAt: instantText.nullable(),
  revokedAt: instantText.nullable(),
  revokedBy: z.string().nullable(),
  replacedBy: z.string().nullable().meta({ description: 'the id of the key that took its place' }),
  sentence: z.string(),
});

export const keyMadeShape = keyShape.extend({
  key: z.string().meta({ description: 'the key itself, which is told this once' }),
});

export type KeyView = z.output<typeof keyShape>;
