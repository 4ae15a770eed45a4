/** What can be connected, and a first contact before it is. */
import { refused, type Chapter } from './example.ts';

export const connectors: Chapter = {
  'GET /v1/connectors': {
    operationId: 'listConnectors',
    description: 'For whoever fills in the `connections` of a policy: which connectors there ' +
      'are, and what each setting is. Secrets are to be sent beside the document.',
    answers: { 200: { items: [{
      connector: 'woocommerce', title: 'WooCommerce', roles: ['channel'],
      settings: [
        {
          path: 'url', label: 'Address of the shop', isSecret: false, isRequired: true,
          meaning: 'Address of the shop, such as https://shop.example', choices: null,
        },
        {
          path: 'complete', label: 'When an order is completed',
          isSecret: false, isRequired: false,
          meaning: 'when-whole: an order of which every line was sent becomes completed',
          choices: ['when-whole', 'never'],
        },
      ],
      reached: null, guide: '/docs/connecting#the-others',
    }, {
      connector: 'vendure', title: 'Vendure', roles: ['channel'],
      settings: [{
        path: 'apiKey', label: 'API key', isSecret: true, isRequired: false,
        meaning: 'An API key with such a role', choices: null,
      }],
      reached: { by: 'one', ways: [{
        way: 'apiKey', label: 'API key', meaning: 'Vendure 3.6 or newer',
        settings: ['apiKey'], needs: ['apiKey'], enters: null, guide: null,
      }] },
      guide: '/docs/connecting#a-vendure-shop',
    }], next: null } },
  },
  'POST /v1/connections/:name/survey': {
    operationId: 'surveyConnection',
    description: 'A few harmless calls, made now: stores, ship-from locations, carriers, and ' +
      'what the first four of these offer. For whoever fills in a policy and has to choose. What ' +
      'it proposes rests on the words of the orders that wait, and maps nothing by itself.',
    parameters: { name: 'shipstation-uk' },
    answers: {
      200: {
        stores: [{
          id: 98_765, name: 'Manual orders', marketplace: null, ordersComeFrom: 'hand',
          isActive: true,
        }],
        shipFrom: [{ id: 12_345, name: 'Leicester', country: 'GB', isDefault: true }],
        carriers: [{
          code: 'dpd', name: 'DPD', services: [{ code: 'dpd_by_12', name: 'DPD By 12' }],
          packages: [{ code: 'package', name: 'Package' }],
        }],
        unseen: [],
        proposals: {
          services: [{
            says: 'DPD-12', held: 31, cause: 'grp_01h3z4k8ahm6dc4t7yvcxwzj8b',
            suggestions: [{
              sentence: 'Map “DPD-12” to dpd / dpd_by_12 / package.',
              evidence: '24 of 24 labelled orders with “DPD-12” went by “DPD By 12”.',
              score: 1, isSure: true,
              mapping: { carrier: 'dpd', service: 'dpd_by_12', package: 'package' },
            }],
          }],
          carriers: [{
            carrier: 'dpd', name: 'DPD',
            suggestions: [{
              sentence: 'Call dpd “DPD” to the warehouse.', says: 'DPD', score: 1, isSure: true,
              evidence: 'Of 24 parcels that left by “DPD” and had a label, 24 had one of dpd.',
            }],
          }],
        },
      },
      404: refused(404, 'Not found', 'There is no connection called nobody.'),
    },
  },
  'POST /v1/connectors/:connector/probe': {
    operationId: 'tryConnector',
    description: 'A few harmless calls with the settings of the body, made now. Nothing is ' +
      'stored but how many calls they were. A setting that is written as `${NAME}` is refused: ' +
      'stored secrets are used by connections of the policy only.',
    parameters: { connector: 'shipstation' },
    body: {
      connection: 'shipstation-uk',
      settings: { v1: { apiKey: 'from ShipStation', apiSecret: 'from ShipStation' } },
    },
    answers: {
      200: {
        isWell: true, sentences: ['ShipStation answers and takes the API key.'], watch: [],
      },
      400: refused(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.',
        [{ path: 'settings', problem: 'is missing (record)' }]),
      404: refused(404, 'Not found', 'There is no connector called shipstation-v9.'),
      422: refused(422, 'Not tried',
        'Nothing was called: there is something to mend in the settings first.',
        [{ path: 'settings.v1.apiSecret', problem: 'the API secret is missing' }]),
    },
  },
};
