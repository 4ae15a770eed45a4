/** The one list of connectors. Adding one touches its own folder, and this list. */
import type { Connector } from '../contract/connector.ts';
import { channelApi } from './channel-api/connector.ts';
import { csvFiles } from './csv-files/connector.ts';
import { peoplevoxStyle } from './peoplevox-style/connector.ts';
import { shipstation } from './shipstation/connector.ts';
import { shopify } from './shopify/connector.ts';
import { tryton } from './tryton/connector.ts';
import { vendure } from './vendure/connector.ts';
import { warehouseApi } from './warehouse-api/connector.ts';
import { woocommerce } from './woocommerce/connector.ts';

const all: readonly Connector[] = [
  shipstation,
  warehouseApi,
  channelApi,
  woocommerce,
  shopify,
  vendure,
  tryton,
  csvFiles,
  peoplevoxStyle,
];

/** By the name that the policy file uses. */
export const connectors: Readonly<Record<string, Connector>> = Object.fromEntries(
  all.map((one) => [one.manifest.connector, one]),
);
