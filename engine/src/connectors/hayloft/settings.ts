import { z } from 'zod';
import { credential, problemOfAddress } from '../../contract/access.ts';

export const settingsShape = z.strictObject({
  url: z.string('must be an address such as https://hayloft.example')
    .superRefine((text, context) => {
      const problem = problemOfAddress(text, {
        example: 'https://hayloft.example', credentials: 'token',
      });
      if (problem !== null) context.addIssue({ code: 'custom', message: problem });
    })
    .transform((text) => text.replace(/\/+$/, '')),
  token: credential('the token'),
}, 'must be an object with named members');

export type HayloftSettings = z.output<typeof settingsShape>;
