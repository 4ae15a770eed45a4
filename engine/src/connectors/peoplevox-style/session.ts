import type { Session } from '../../contract/connector.ts';
import { openPushSession } from '../../contract/push/session.ts';
import type { PushTarget } from '../../contract/push/settings.ts';
import type { Wire } from '../../contract/wire.ts';
import { manifest } from './manifest.ts';

/** What the answer to the bench did not bring over: voids, relabels, labels made elsewhere. */
export const openSession = (target: PushTarget | null, wire: Wire): Session =>
  openPushSession({ manifest, tells: 'tell-warehouse', party: 'warehouse' }, target, wire);
