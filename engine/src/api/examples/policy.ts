/** The policy: what people set without code. */
import { refused, type Chapter } from './example.ts';

const document = {
  connections: {
    'shipstation-uk': {
      connector: 'shipstation',
      settings: { v1: {
        baseUrl: 'https://ssapi.shipstation.com', apiKey: '${SS_KEY}', apiSecret: '${SS_SECRET}',
      } },
      mode: 'shadow',
    },
    'leicester-wms': { connector: 'warehouse-api', settings: {} },
    'shop-uk': { connector: 'channel-api', settings: {} },
  },
  warehouses: {
    leicester: {
      connection: 'leicester-wms', shipstation: 'shipstation-uk', timeZone: 'Europe/London',
      gate: 'packed', shortPick: 'hold', limits: { releaseToLabel: '45m' },
    },
  },
  channels: {
    'shopify-uk': {
      connection: 'shop-uk', enters: 'gatepass', toldBy: 'gatepass', toldWhen: 'label',
    },
  },
  mappings: {
    services: [{ says: 'DPD-12', carrier: 'dpd', service: 'dpd_by_12', package: 'package' }],
    carriers: [{ shipstation: 'dpd', warehouse: 'DPD', channels: { 'shopify-uk': 'DPD UK' } }],
  },
  limits: { releaseToLabel: '30m', labelToWarehouse: '5m' },
  owners: { 'address.incomplete': 'lead' },
};

const wrong = refused(422, 'Policy refused',
  'The policy was not applied: 1 thing is wrong with it.',
  [{ path: 'warehouses.leicester.gate', problem: 'is allocated, picked or packed' }]);

export const policy: Chapter = {
  'PUT /v1/policy': {
    operationId: 'applyPolicy',
    description: 'The whole document takes the place of the one before, or nothing changes. ' +
      'Secrets are sent beside it by the names that stand in it as `${NAME}`, and are stored ' +
      'encrypted. With `dryRun` it only says what would change; with `basedOn` it is refused ' +
      'when somebody else has applied another version since. A warehouse may have `limits` of ' +
      'its own, which hold there instead of the common ones of the same name. Open ' +
      'causes stay with the role that has them when `owners` changes: ' +
      '`ownedOtherwise` counts them, and `reassign` hands over ' +
      'those that nobody has taken, also with a document that is in force already.',
    body: { document, secrets: { SS_KEY: 'from ShipStation', SS_SECRET: 'from ShipStation' },
      dryRun: true, basedOn: 4, reassign: true },
    answers: {
      200: {
        version: 4, isChanged: true, changes: ['connections.shipstation-uk.mode: live → shadow'],
        missingSecrets: [], warnings: [],
        ownedOtherwise: [{
          code: 'address.incomplete', from: 'customer-service', to: 'lead', causes: 3, orders: 12,
          taken: 1,
        }],
        isHandedOver: false,
      },
      400: refused(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.',
        [{ path: 'document', problem: 'is missing (an object)' }]),
      403: refused(403, 'Not allowed',
        'Changing the policy and its mappings needs the role Engineer or Admin. Mia has it.'),
      409: refused(409, 'Another policy is in force',
        'Version 5 was applied in the meantime, so nothing was changed. Look at it, and make the ' +
        'change anew.', [{ path: 'basedOn', problem: 'is not 5' }]),
      422: wrong,
    },
  },
  'GET /v1/policy': {
    operationId: 'getPolicy',
    description: 'As it was applied. Secrets are never shown.',
    answers: {
      200: { version: 4, appliedAt: '2026-11-22T05:55:00Z', appliedBy: 'admin', document },
      422: wrong,
    },
  },
};
