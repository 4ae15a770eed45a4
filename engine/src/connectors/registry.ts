/** The one list of connectors. Adding one touches its own folder and one line here. */
import type { Connector } from '../contract/connector.ts';
import { shipstation } from './shipstation/connector.ts';

const all: readonly Connector[] = [shipstation];

/** By the name that the policy file uses. */
export const connectors: Readonly<Record<string, Connector>> = Object.fromEntries(
  all.map((one) => [one.manifest.connector, one]),
);
