import { expect, test } from 'vitest';
import { connectors } from '../src/connectors/registry.ts';
import { callTimeout } from '../src/core/facts/attempts.ts';

const operations = Object.values(connectors).flatMap(({ manifest }) =>
  Object.entries(manifest.operations).map(([name, { timeoutMilliseconds }]) =>
    [`${manifest.connector} ${name}`, timeoutMilliseconds] as const));

test.each(operations)(
  '%s gives up before the core takes its attempt for unanswered',
  (_, timeoutMilliseconds) => {
    expect(timeoutMilliseconds).toBeLessThan(callTimeout);
  },
);
