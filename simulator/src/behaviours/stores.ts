import type { Section } from './behaviour.ts';
import { row } from './behaviour.ts';

const imports = 'shipstation/imports.test.ts';
const stranger = 'shipstation/stranger.test.ts';
const stores = 'shipstation/stores.test.ts';
const customStore = 'shipstation/custom-store/custom-store.test.ts';

/** Stores with their imports, ship-from locations, carriers. */
export const storeSections: readonly Section[] = [
  {
    title: 'Stores, ship-from locations, carriers',
    behaviours: [
      row(
        'stores without mappings in the list, with them alone; inactive ones on request',
        'D 3.5 [v1d]; D 3.6 [v1d]',
        stores,
        'are listed without their mappings, and shown alone with them',
        'are narrowed by marketplace',
        'vanish from the list when deactivated, which is remembered, and come back',
        'of other channels are listed as marketplaces',
      ),
      row(
        'a store is written whole, what is left out is empty',
        'D 3.2 [v1d]',
        stores,
        'are written whole: what the body leaves out is empty afterwards',
      ),
      row(
        'refreshstore starts a pull, status 2 while it runs; its date is Pacific',
        'D 3.6 [v1d]; D 3.14 [node]',
        stores,
        'is begun by a call with the store in the body or in the query',
        'of no store named is one of every store that has a channel',
        'of a manual or an inactive store is refused, of an unknown one not found',
        'reads its date as Pacific time, and refuses what is none',
        'shows its dates with the month first, or as full times',
      ),
      row(
        'ship-from locations are made, written whole and deleted softly; one is the default',
        'D 3.2 [v1d]; D 3.6 [v1d]',
        'shipstation/warehouses.test.ts',
        'are made with the origin as their return address, and shown by id',
        'have one default at a time',
        'need an address',
        'are written whole, and keep their id and the day they were made',
        'deleted are gone from every answer; the default one cannot be deleted',
      ),
      row(
        'products and customers that orders left behind are listed, shown and written whole',
        'D 3.6 [v1d]',
        'shipstation/record-calls.test.ts',
        'are listed in pages, found by what their SKU or name begins with',
        'are written whole, and hidden from the list when inactive',
        'are listed by country and marketplace, sorted and paged',
        'are shown by id',
      ),
      row(
        'several accounts of one carrier share its code',
        'D 3.5 [v1d]',
        'shipstation/record-calls.test.ts',
        'two accounts of one carrier share its code, and its services are listed once',
      ),
      row(
        'carriers alone, services, packages, and rates of one carrier a call',
        'D 3.6 [v1d]',
        'shipstation/warehouses.test.ts',
        'a carrier is shown by its code, an unknown one refused',
        'rates are those of one carrier, at home or abroad, dearer with the weight',
        'rates of a wrong carrier, service or body are refused',
      ),
    ],
  },
  {
    title: 'Imports of a connected store',
    behaviours: [
      row(
        'a refresh brings what the channel sold; open orders follow the channel',
        'D 3.8 [h-wh]; D 7; O 7',
        imports,
        'brings what the channel sold, once its refresh has ended',
        'updates an open order whole, and leaves what people added here',
        'brings the same order again only if it changed, or if a date is given',
        'cancels what the channel cancels',
        'is found by its import batch',
        'an import tells subscribers once, however many orders it brought',
      ),
      row(
        'words of the channel are mapped with their capitals; one that is unmapped awaits shipment',
        'D/O 7',
        imports,
        'maps the words of the channel with their capitals',
      ),
      row(
        'never unlocks what is shipped; may revive what was cancelled here, and lift a hold',
        'O 7; I 3.8',
        imports,
        'never unlocks a shipped order',
        'revives an order cancelled here that is open there, unless the switch is off',
        'lifts a hold of people when the channel has news, unless the switch is off',
        'does not bring back what was deleted here',
      ),
      row(
        'refreshDate is UTC beside lastRefreshAttempt in Pacific time',
        'D 3.14; I 3.14 [v1d]',
        imports,
        'leaves refreshDate in UTC beside lastRefreshAttempt in Pacific time, or not',
      ),
      row(
        'autoRefresh follows its schedule on the clock of the world',
        'D 3.5 [v1d]; I 11',
        imports,
        'refreshes on its schedule, and says when it will next',
        'makes up for a clock that was set ahead, each refresh at its own time',
      ),
      row(
        'the pretend shop can feed a store as well as Gatepass',
        'ours',
        imports,
        'the orders of the pretend shop are sold in a store that it feeds, and in no other',
      ),
      row(
        'a second integration on a store can be switched on, to be noticed by what it leaves',
        'ours',
        stranger,
        'a second integration is seen by its webhook, its source and its keys',
        'it writes over the orders of others, if it meddles',
        'its subscription stays when it has stopped writing',
      ),
    ],
  },
  {
    title: 'Custom Store',
    behaviours: [
      row(
        'the merchant\'s address is called with Basic authentication, by windows in UTC, by pages',
        'D 5.1 [cs-v1, h-cs]',
        customStore,
        'asks with the credentials, in UTC, page by page, and brings what it is answered',
        'a refresh without orders is no change',
      ),
      row(
        'one bad order rejects the whole page without a word to the merchant',
        'O 5.2 [cst]',
        customStore,
        'one bad order rejects the whole page, and tells nobody: %s',
        'an empty body is said on the screen as it is there',
        'the time of a rejected page is passed over; that of a closed door is asked again',
      ),
      row(
        'status words count with their capitals, an unknown one awaits shipment, and orders that ' +
          'come again are updated',
        'D 5.4 [h-cs]; O 5.4 [cst]',
        customStore,
        'words are mapped with their capitals; one that is in no box awaits shipment',
        'an order that comes again is updated, and its status too; a shipped one is left alone',
      ),
      row(
        'a label is told by a notice, which may come twice or without a body',
        'D 5.3 [csg12]; O 5.4 [mag, woo]',
        customStore,
        'tells of the label, by display names and with its items',
        'what the other side does not take stands on the row, in red',
        'may come twice, or without a body',
      ),
    ],
  },
];
