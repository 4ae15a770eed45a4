import type { ChannelNotice } from '../../../core/model/shipstation.ts';

/** An old refusal stays beside a notice that went through later: told wins [h-msn]. */
export const noticeOf = (isTold: boolean, refusal: string | null): ChannelNotice => {
  if (isTold) return { is: 'told' };
  return refusal === null ? { is: 'not-told' } : { is: 'refused', text: refusal };
};
