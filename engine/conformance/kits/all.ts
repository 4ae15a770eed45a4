/** The one list of kits: what the contract is tried with, connector by connector. */
import type { Kit } from '../kit.ts';
import { channelApiKit } from './channel-api.ts';
import { csvFilesKit } from './csv-files.ts';
import { peoplevoxStyleKit } from './peoplevox-style.ts';
import { shipstationKit } from './shipstation.ts';
import { shopifyKit } from './shopify.ts';
import { trytonKit } from './tryton.ts';
import { vendureKit } from './vendure.ts';
import { warehouseApiKit } from './warehouse-api.ts';
import { wooCommerceKit } from './woocommerce.ts';

export const kits: readonly Kit[] = [
  shipstationKit,
  warehouseApiKit,
  channelApiKit,
  wooCommerceKit,
  shopifyKit,
  vendureKit,
  trytonKit,
  csvFilesKit,
  peoplevoxStyleKit,
];
