/** What is on the shelves of a warehouse. */
import { refused, type Chapter } from './example.ts';

const parameters = { warehouse: 'leicester' };
const nowhere = refused(404, 'Not found',
  'There is no warehouse called leicster in the policy; it knows leicester.');

export const stock: Chapter = {
  'PUT /v1/warehouses/:warehouse/stock': {
    operationId: 'putStock',
    description: 'A `snapshot` is the whole count: what it does not name is forgotten. `changes` ' +
      'touch only what they name. A figure older than the one that is known never wins. An order ' +
      'that asks for more than there is becomes an exception before anybody walks to the shelf.',
    parameters,
    body: {
      kind: 'changes', at: '2026-11-22T11:40:00Z',
      items: [{ sku: 'TEE-BLK-M', available: 14 }, { sku: 'CAP-RED', available: 0 }],
    },
    answers: {
      200: { changed: 2, older: 0, forgotten: 0, sentence: '2 of 2 figures have changed.' },
      400: refused(400, 'Unreadable', 'Nothing was taken in: parts of it cannot be read.',
        [{ path: 'items.0.available', problem: 'must be 0 or more' }]),
      404: nowhere,
    },
  },
  'GET /v1/warehouses/:warehouse/stock': {
    operationId: 'listStock',
    description: 'By article, with when the warehouse said so. Ask on with `after` set to the ' +
      '`next` of the page before, until `next` is null.',
    parameters: { ...parameters, sku: 'TEE-BLK-M', limit: 100, after: 'WyJURUUtQkxLLU0iXQ' },
    answers: {
      200: {
        items: [{ sku: 'TEE-BLK-M', available: 14, at: '2026-11-22T11:40:00Z' }], next: null,
      },
      404: nowhere,
    },
  },
};
