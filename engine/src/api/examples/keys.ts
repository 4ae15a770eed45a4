/** Keys, and who changed what with them. */
import { refused, type Chapter } from './example.ts';

const id = 'key_9f2c41d07ab3';
const parameters = { id };

const key = {
  id, name: 'Leicester WMS', role: 'warehouse', warehouses: ['leicester'], channels: [],
  startsWith: 'gp_Zt4q8W', kind: 'made', state: 'in-force',
  createdAt: '2026-11-22T08:00:00Z', createdBy: 'admin',
  lastUsedAt: '2026-11-22T13:40:12Z', expiresAt: null, revokedAt: null, revokedBy: null,
  replacedBy: null,
  sentence: 'Leicester WMS may do what the role warehouse may, for leicester only.',
};

const made = { ...key, lastUsedAt: null, key: 'gp_Zt4q8WExampleOnlyThisOpensNothing000000000' };

const noKey = refused(404, 'Not found', 'There is no such key.');
const wouldBeOver = (path: string) => refused(422, 'Key refused',
  'Nothing was changed: that key would be over already.',
  [{ path, problem: 'lies in the past; the server has 2026-11-22T13:40:12Z' }]);

export const keys: Chapter = {
  'GET /v1/keys': {
    operationId: 'listKeys',
    description: 'Those that are over too. `startsWith` is what a key is recognised by; the key ' +
      'itself was told once, when it was made.',
    answers: { 200: { items: [key], next: null } },
  },
  'POST /v1/keys': {
    operationId: 'makeKey',
    description: 'A key of a warehouse or channel may be bound to some of them; for others it is ' +
      'then refused. After a lost answer, revoke the key of that name and make another.',
    body: { name: 'Leicester WMS', role: 'warehouse', warehouses: ['leicester'], channels: [],
      expiresAt: null },
    answers: {
      200: made,
      409: refused(409, 'Not now', `There is a key called Leicester WMS already (${id}). Nothing ` +
        'was made: two of one name could not be told apart in the audit. Give it another name, ' +
        'or rotate or revoke the one that is there.'),
      422: refused(422, 'Key refused', 'Nothing was made: the policy names no warehouse called ' +
        'leicster. It knows leicester.',
      [{ path: 'warehouses', problem: 'leicster is not in the policy' }]),
    },
  },
  'POST /v1/keys/:id/rotate': {
    operationId: 'rotateKey',
    description: 'The new key has the name, role and places of the old one. Both are in force ' +
      'until `oldUntil`, so that its holder can change over without a gap.',
    parameters, body: { oldUntil: '2026-11-29T06:00:00Z' },
    answers: {
      200: { ...made, id: 'key_b07ac3519e64' }, 404: noKey,
      409: refused(409, 'Not now', 'Leicester WMS was revoked. Make a new key; a revoked one ' +
        'does not come back.'),
      422: wouldBeOver('oldUntil'),
    },
  },
  'DELETE /v1/keys/:id': {
    operationId: 'revokeKey',
    description: 'Revoking it again changes nothing. The last key of an admin that stays ' +
      'in force cannot be revoked.',
    parameters,
    answers: {
      200: { ...key, state: 'revoked', revokedAt: '2026-11-22T14:00:00Z',
        revokedBy: 'admin',
        sentence: 'Leicester WMS was revoked by admin.' },
      404: noKey,
      409: refused(409, 'Not now', 'admin is the last key of an admin that stays ' +
        'in force. Without it nobody could make another. Make a new one first (gatepass key make ' +
        '--role admin), and then revoke this one with it.'),
    },
  },
  'GET /v1/audit': {
    operationId: 'listAudit',
    description: 'Who did it, with which key, in which role and from where. What warehouses and ' +
      'channels tell is not here: it is kept with the orders.',
    parameters: {
      limit: 50, after: 'WzE3OTUzNTI0MDAwMDAsMTdd', who: 'admin', key: id,
      person: 'per_4f61c09a7be2',
      target: 'shipstation-uk', since: '2026-11-22T06:00:00Z', until: '2026-11-23T06:00:00Z',
    },
    answers: { 200: { items: [{
      at: '2026-11-22T13:40:12Z', who: 'admin', role: 'admin', key: 'key_bootstrap',
      person: null,
      operation: 'POST /v1/connections/:name/pause',
      target: '/v1/connections/shipstation-uk/pause',
      summary: 'Pauses kinds of effect on a connection at once; what was begun is finished',
      from: '10.0.4.17',
    }], next: null } },
  },
};
