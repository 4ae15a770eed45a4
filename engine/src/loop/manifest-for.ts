import type { Connector, Manifest } from '../contract/connector.ts';
import type { ConnectionPolicy } from '../core/policy/policy.ts';
import { withLooks } from './look-bounds.ts';

/** What a connection with these settings can do, and how often its lists may be looked at. */
export const manifestFor = (
  connector: Connector,
  { settings, looks }: Pick<ConnectionPolicy, 'settings' | 'looks'>,
): Manifest => withLooks(connector.narrowed?.(settings) ?? connector.manifest, looks);
