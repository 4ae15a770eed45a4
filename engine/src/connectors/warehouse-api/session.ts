import { openPushSession } from '../../contract/push/session.ts';
import type { PushTarget } from '../../contract/push/settings.ts';
import type { Session } from '../../contract/connector.ts';
import type { Wire } from '../../contract/wire.ts';
import { manifest } from './manifest.ts';

/** One warehouse; without a target its messages stay in the mailbox and it fetches them. */
export const openSession = (target: PushTarget | null, wire: Wire): Session =>
  openPushSession({ manifest, tells: 'tell-warehouse', party: 'warehouse' }, target, wire);
