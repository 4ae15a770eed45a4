import { expect, it } from 'vitest';
import { policyAnswerShape, policyViewShape } from '../api/shapes.ts';
import { diskWith, pretend, type Routes } from './pretend-gatepass.ts';
import { runCommand } from './run.ts';

const held = policyViewShape.parse({
  version: 3,
  appliedAt: '2026-11-22T13:40:12Z',
  appliedBy: 'Asha',
  document: {
    connections: { 'shop-uk': { connector: 'channel-api', settings: { secret: '${SHOP}' } } },
    warehouses: { leicester: { collections: [{ carrier: 'dpd', at: '16:30', days: 'mon-fri' }] } },
    mappings: { services: [], carriers: [] },
  },
});

/** Compares as the server does: by content. */
const routes: Routes = {
  'GET /v1/policy': () => ({ document: held }),
  'PUT /v1/policy': ({ body }) => {
    const { document } = Object(body);
    const isChanged = JSON.stringify(document) !== JSON.stringify(held.document);
    const answer = { version: 3, isChanged, changes: [], missingSecrets: [], warnings: [] };
    return { document: policyAnswerShape.parse(answer) };
  },
};

it('what export prints, apply takes back without a change', async () => {
  const first = pretend(routes);
  expect(await runCommand(['export'], first.surroundings)).toBe(0);
  const text = first.printed();
  expect(text.split('\n')[0]).toBe(
    '# Gatepass policy, version 3, applied 2026-11-22T13:40:12Z by Asha');
  expect(text).toContain('secret: ${SHOP}\n');
  const second = pretend(routes, { readFile: diskWith({ 'p.yaml': text }) });
  expect(await runCommand(['apply', 'p.yaml'], second.surroundings)).toBe(0);
  expect(second.printed()).toBe('Nothing changed; version 3 stays in force.\n');
});

it('export --json prints the whole answer', async () => {
  const { surroundings, printed } = pretend(routes);
  expect(await runCommand(['export', '--json'], surroundings)).toBe(0);
  expect(JSON.parse(printed())).toEqual(held);
});
