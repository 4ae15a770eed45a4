import { peoplevoxStyle } from '../../src/connectors/peoplevox-style/connector.ts';
import type { Kit } from '../kit.ts';
import { warehouseApiKit } from './warehouse-api.ts';

/** It tells by the same signed push as the Warehouse API; its face has tests of its own. */
export const peoplevoxStyleKit: Kit = {
  ...warehouseApiKit,
  connector: peoplevoxStyle,
  known: {
    triedAgainst:
      'calls made up by what is public of its Carrier Integration Platform, not against a ' +
      'Peoplevox account',
    doesNot: [
      'It fetches nothing: the warehouse speaks of its consignments, and of the parcels in them, ' +
        'over the Warehouse API.',
      'The SOAP service, by which tracking numbers can be written back later, is not spoken to: ' +
        'what the answer to the bench did not bring over is pushed, or waits to be fetched.',
      'A number in an answer is not taken for told: a snapshot or an acknowledgement says so.',
    ],
  },
  settings: {
    ...warehouseApiKit.settings, parcel: '{despatchPackage.despatchPackageId}',
    consignment: 'LE-{despatchPackage.despatch.salesOrder.salesOrderNumber}',
    labelDocument: 'shipping_label', printStatus: 'success', failStatus: '200', timeoutSeconds: 20,
  },
};
