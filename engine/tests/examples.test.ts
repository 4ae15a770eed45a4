/** The policies that people begin with are taken as they are. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { connectors } from '../src/connectors/registry.ts';
import { parsePolicy } from '../src/core/policy/parse.ts';
import { checkConnections } from '../src/loop/check-connections.ts';

const folder = new URL('../../examples/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('-policy.yaml'));

test.each(files)('examples/%s is a policy, and its connections take their settings', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const parsed = parsePolicy(parse(text), 1);
  expect(parsed).toMatchObject({ is: 'policy' });
  if (parsed.is !== 'policy') return;
  const secretOf = (): string => 'any-secret-of-a-good-length';
  expect(checkConnections(parsed.policy, connectors, secretOf)).toEqual([]);
});

test('there are such files', () => {
  expect(files).toContain('shopify-policy.yaml');
});
