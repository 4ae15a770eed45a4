import { useQuery } from '@tanstack/react-query';
import type { Me } from '../api/client.ts';
import { meQuestion } from '../api/questions.ts';

/** As the engine names them: one for each thing that not everybody may do. */
export type RightName = Me['may'][number]['right'];

export type May =
  | { readonly is: 'yes' }
  /** `why`: what it needs, and who here has that, in the engine's words. */
  | { readonly is: 'no'; readonly why: string }
  /** Nobody has said yet. The control is off, and no reason is made up. */
  | { readonly is: 'unknown' };

/**
 * Whether whoever is signed in may do something. For a control this decides between on and off
 * with the reason (`MayButton`, `WhyNot`); nothing is hidden because of it, so that people learn
 * what there is and whom to ask. The engine refuses by the same table, whatever a page shows.
 */
export const useMay = (right: RightName): May => mayOf(useQuery(meQuestion).data, right);

/** A right that this engine does not name is asked of nobody. */
export function mayOf(me: Me | undefined, right: RightName): May {
  if (me === undefined) return { is: 'unknown' };
  const found = me.may.find((one) => one.right === right);
  if (found === undefined || found.isAllowed) return { is: 'yes' };
  return { is: 'no', why: found.why ?? '' };
}
