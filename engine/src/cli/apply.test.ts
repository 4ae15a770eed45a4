import { describe, expect, it } from 'vitest';
import { policyAnswerShape } from '../api/shapes.ts';
import { diskWith, pretend, problem, type Answering, type Asked } from './pretend-gatepass.ts';
import { runCommand } from './run.ts';

const file = `connections:
  shipstation-uk:
    connector: shipstation
    settings: { v1: { apiKey: \${SS_KEY}, apiSecret: \${SS_SECRET} } }
warehouses:
  leicester: { gate: paked }
`;
const document = {
  connections: {
    'shipstation-uk': {
      connector: 'shipstation',
      settings: { v1: { apiKey: '${SS_KEY}', apiSecret: '${SS_SECRET}' } },
    },
  },
  warehouses: { leicester: { gate: 'paked' } },
};
const secrets = { SS_KEY: 'key-value', SS_SECRET: 'secret-value' };

const changed = policyAnswerShape.parse({
  version: 3, isChanged: true, missingSecrets: [], warnings: ['Leicester has no collections.'],
  changes: ['warehouses.leicester.gate: picked -> packed', 'limits.labelToChannel: 10m -> 5m'],
});
const unchanged = policyAnswerShape.parse(
  { version: 3, isChanged: false, changes: [], missingSecrets: [], warnings: [] });

async function apply(
  argv: readonly string[], answering: Answering, env: Record<string, string> = secrets,
  changes = {},
) {
  const pretended = pretend(
    { 'PUT /v1/policy': answering },
    {
      env: { GATEPASS_KEY: 'k', ...env }, readFile: diskWith({ 'policy.yaml': file }), ...changes,
    },
  );
  const code = await runCommand(['apply', ...argv], pretended.surroundings);
  const { printed, complained, asked } = pretended;
  return { code, printed: printed(), complained: complained(), asked };
}

const isDryRun = ({ body }: Asked) =>
  typeof body === 'object' && body !== null && 'dryRun' in body && body.dryRun === true;

/** A server that holds these secrets, as the real one says it: which are missing, and no more. */
const holding = (held: readonly string[]): Answering => ({ body }) => {
  const { secrets: sent } = Object(body);
  const missingSecrets = ['SS_KEY', 'SS_SECRET']
    .filter((name) => !held.includes(name) && !(name in sent));
  return { document: policyAnswerShape.parse({ ...changed, missingSecrets, warnings: [] }) };
};

describe('a policy file is applied', () => {
  it('with its secrets beside it, and the changes one a line', async () => {
    const { code, printed, complained, asked } =
      await apply(['policy.yaml'], () => ({ document: changed }));
    expect(printed).toBe(
      'Version 3 is in force. Changed:\n' +
      '  warehouses.leicester.gate: picked -> packed\n' +
      '  limits.labelToChannel: 10m -> 5m\n' +
      'Note: Leicester has no collections.\n');
    expect(asked.map(({ body }) => body)).toEqual([{ document, secrets, dryRun: false }]);
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
  });

  it('and a second time changes nothing', async () => {
    expect(await apply(['policy.yaml'], () => ({ document: unchanged }))).toMatchObject({
      code: 0, printed: 'Nothing changed; version 3 stays in force.\n',
    });
  });

  it('from what is piped in', async () => {
    const readStandardInput = async () => '{"limits":{}}';
    const { asked } = await apply(
      ['-'], () => ({ document: unchanged }), {}, { readStandardInput });
    expect(asked[0]?.body).toEqual({ document: { limits: {} }, secrets: {}, dryRun: false });
  });

  it('only in thought by a dry run', async () => {
    const { code, printed, asked } =
      await apply(['policy.yaml', '--dry-run'], () => ({ document: changed }));
    expect(printed).toContain('Dry run: nothing was applied. It would change:\n  warehouses.');
    expect(asked.map(isDryRun)).toEqual([true]);
    expect(code).toBe(0);
  });

  it('and open causes are handed to the role of their kind on a wish only', async () => {
    const one = {
      code: 'address.incomplete', from: 'customer-service', to: 'lead', causes: 3, orders: 12,
      taken: 1,
    };
    const left = await apply(['policy.yaml'], () => ({
      document: { ...unchanged, ownedOtherwise: [one] },
    }));
    expect(left.printed).toBe('Nothing changed; version 3 stays in force.\n' +
      '3 open causes of address.incomplete (12 orders): still with customer-service, not lead\n' +
      '1 open cause of address.incomplete: taken or given by a person, so it stays\n' +
      'Repeat with --reassign to hand over what nobody has taken.\n');
    const handed = await apply(['policy.yaml', '--reassign'], () => ({
      document: { ...unchanged, ownedOtherwise: [one], isHandedOver: true },
    }));
    expect(handed.printed).toContain('(12 orders): handed from customer-service to lead\n');
    expect(handed.printed).not.toContain('Repeat');
    expect(handed.asked[0]?.body).toEqual({ document, secrets, dryRun: false, reassign: true });
  });

  it('with the whole answer for a program', async () => {
    const raw = { ...changed, news: 'a field of tomorrow' };
    const { printed } = await apply(['policy.yaml', '--json'], () => ({ document: raw }));
    expect(JSON.parse(printed)).toEqual(raw);
  });
});

describe('secrets', () => {
  it('that the environment lacks may be held by Gatepass, which is asked first', async () => {
    const { code, asked } =
      await apply(['policy.yaml'], holding(['SS_SECRET']), { SS_KEY: 'key-value' });
    expect(asked.map(({ body }) => body)).toEqual([
      { document, secrets: { SS_KEY: 'key-value' }, dryRun: true },
      { document, secrets: { SS_KEY: 'key-value' }, dryRun: false },
    ]);
    expect(code).toBe(0);
  });

  it('that nobody holds are listed at once, and nothing is applied', async () => {
    const { code, printed, complained, asked } =
      await apply(['policy.yaml'], holding([]), { SS_KEY: '' });
    expect(complained).toContain('2 secrets missing: SS_KEY, SS_SECRET.');
    expect(complained).toContain('Nothing was applied.');
    expect(asked.map(isDryRun)).toEqual([true]);
    expect({ code, printed }).toEqual({ code: 2, printed: '' });
  });

  it('that are missing do not hide what a dry run would change', async () => {
    const { code, printed, complained } =
      await apply(['policy.yaml', '--dry-run'], holding([]), {});
    expect(printed).toContain('  limits.labelToChannel: 10m -> 5m\n');
    expect(complained).toContain('2 secrets missing');
    expect(code).toBe(2);
  });

  it('are never printed', async () => {
    const refusing: Answering = () => problem(422, 'The policy is not applied.');
    const { printed, complained } = await apply(['policy.yaml'], refusing);
    expect(printed + complained).not.toMatch(/key-value|secret-value/);
  });

  it('are not sent in the clear without a word', async () => {
    const { complained } = await apply(
      ['policy.yaml', '--url', 'http://gatepass.example'], () => ({ document: unchanged }));
    expect(complained).toContain('http://gatepass.example is not encrypted');
  });
});

describe('a policy that cannot be applied', () => {
  const refusing: Answering = () => problem(422, 'The policy has a mistake.', {
    problems: [{
      path: 'warehouses.leicester.gate', problem: 'must be one of allocated, picked, packed',
    }],
  });

  it('is refused with the path of each bad field and its line in the file', async () => {
    expect(await apply(['policy.yaml'], refusing)).toMatchObject({
      code: 3,
      printed: '',
      complained: 'The policy has a mistake.\n' +
        'line 6: warehouses.leicester.gate: must be one of allocated, picked, packed\n' +
        'Nothing was applied.\n',
    });
  });

  it('is refused with the problem document for a program', async () => {
    const { code, printed } = await apply(['policy.yaml', '--json'], refusing);
    expect(JSON.parse(printed)).toMatchObject({ status: 422, problems: [{}] });
    expect(code).toBe(3);
  });

  it('is not sent when the file is missing or no YAML', async () => {
    const readFile = diskWith({ 'bad.yaml': 'a: 1\na: 2\n' });
    const missing = await apply(['none.yaml'], refusing, {}, { readFile });
    const bad = await apply(['bad.yaml'], refusing, {}, { readFile });
    expect(missing.complained).toBe('none.yaml: there is no such file. Nothing was applied.\n');
    expect(bad.complained).toBe('bad.yaml cannot be read as a policy; nothing was applied.\n' +
      'line 2, column 1: Map keys must be unique\n');
    expect([missing.code, bad.code]).toEqual([2, 2]);
    expect([...missing.asked, ...bad.asked]).toEqual([]);
  });
});
