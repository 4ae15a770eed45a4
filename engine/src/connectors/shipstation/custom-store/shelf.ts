import type { Shelf } from '../../../contract/shelf.ts';
import type { CustomStoreSettings } from '../settings.ts';
import { readAsked } from './asked.ts';
import { faultIn, renderPage } from './order.ts';

/** As both plugins of ShipStation's partners do [woo, mag]. */
const pageSize = 100;

/** The Custom Store face of an account: ShipStation calls us. */
export const shelfOf = (settings: CustomStoreSettings): Shelf => ({
  credentials: { username: settings.username, password: settings.password },
  read: (request, now) => readAsked(settings, request, now),
  faultIn,
  render: renderPage,
  contentType: 'text/xml; charset=utf-8',
  pageSize,
});
