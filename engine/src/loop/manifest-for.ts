import type { Connector, Manifest } from '../contract/connector.ts';

/** What a connection with these settings can do. */
export const manifestFor = (
  connector: Connector,
  settings: Readonly<Record<string, unknown>>,
): Manifest => connector.narrowed?.(settings) ?? connector.manifest;
