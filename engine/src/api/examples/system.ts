/** Health, numbers, live changes, hooks, backup: what is not about one order. */
import { refused, type Chapter } from './example.ts';
import { order } from './story.ts';

const metrics = `# HELP gatepass_orders Orders by stage
# TYPE gatepass_orders gauge
gatepass_orders{stage="labelled"} 14
`;

const events = `retry: 2000
id: 0
event: changed
data: {"orders":[],"all":true}

id: 1
event: changed
data: {"orders":["${order}"],"all":false}

event: here
data: {}
`;

export const system: Chapter = {
  'GET /healthz': {
    operationId: 'getHealth', isOpenToAll: true,
    description: 'Needs no key. It answers also while the store does not.',
    answers: { 200: { state: 'running' } },
  },
  'GET /readyz': {
    operationId: 'getReadiness', isOpenToAll: true,
    description: 'Needs no key. It answers 200 when all is ready: the store answers and is ' +
      'of this version, a restored store has looked again, and a worker holds connections. With ' +
      '`for=requests` it asks only whether this process can answer; that is what a load balancer ' +
      'wants to know, because without a worker what is sent is still taken in and kept.',
    parameters: { for: 'work' },
    answers: {
      200: {
        state: 'ready', isReady: true, notReady: [],
        watch: ['The PostgreSQL server has fsync off: when its machine loses power or crashes, ' +
          'what Gatepass acknowledged may be gone, and a label may be bought a second time. Set ' +
          'fsync = on in its postgresql.conf and reload it.'],
      },
      503: {
        ...refused(503, 'Not ready', 'The store does not answer.'),
        isReady: false, notReady: ['The store does not answer.'], watch: [],
      },
    },
  },
  'GET /metrics': {
    operationId: 'getMetrics',
    description: 'In the text format of Prometheus. The key of a reader is enough.',
    answers: { 200: metrics },
    contentType: 'text/plain',
  },
  'GET /v1/events': {
    operationId: 'listenToChanges',
    description: 'Server-sent events: which orders changed, at most once a second, and never the ' +
      'whole of them. `all` means that too many changed or that something may have been missed: ' +
      'read anew what you show. An event `here` comes every 5 s, whatever else is said: after ' +
      '12 s without any event the line is dead, though it may look open; close it and open ' +
      'another. The stream stays open until you close it.',
    answers: { 200: events },
    contentType: 'text/event-stream',
  },
  'GET /v1/backup': {
    operationId: 'getBackup',
    description: 'The file is made on this machine first, then sent. `gatepass restore` puts it ' +
      'into a new store of either size.',
    answers: { 200: '(bytes)' },
    contentType: 'application/gzip',
  },
};
