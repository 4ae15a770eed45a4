// Runs the parts of `npm test` in order and ends with a table and the summary line.
//   --only engine,types   these parts and no others
//   --quick               without the rough part: no processes killed, no days lived through
//   --long                the long suite besides
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildConsole } from '../../bin/console.js';
import { meetNeeds } from './needs.ts';
import {
  countReport, exitCodeFor, noCounts, renderTable, slowestFiles, sum, summaryLine,
  type PartResult,
} from './results.ts';
import { parts, type Need, type Part, type TestPart } from './table.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
/** A part that hangs must not hold up the rest: it is ended at this many times its budget. */
const patience = 4;

const chosen = chooseParts();
const present = chosen.filter(hasFiles);
const needs = new Set(present.flatMap((part) => (part.is === 'tests' ? part.needs : [])));
const unmet = meetNeeds(needs);
if (needs.has('console')) buildConsole(process.execPath);

const results: PartResult[] = [];
for (const part of present) {
  console.log(`\n=== ${part.name}`);
  // One after another on purpose: two at once would make their times meaningless on two cores.
  // oxlint-disable-next-line no-await-in-loop
  results.push(await run(part, unmet));
}

console.log(`\n${renderTable(results)}`);
for (const part of chosen) {
  if (!present.includes(part)) console.log(`${part.name}: left out, it has no test files yet`);
}
const total = sum(results);
process.exitCode = exitCodeFor(total);
console.log(summaryLine(total));

function chooseParts(): readonly Part[] {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
    },
  });
  const names = values.only?.split(',').map((name) => name.trim());
  const unknown = names?.filter((name) => !parts.some((part) => part.name === name)) ?? [];
  if (unknown.length > 0) {
    console.error(`No such part: ${unknown.join(', ')}.`);
    console.error(`Parts: ${parts.map(({ name }) => name).join(', ')}.`);
    process.exit(2);
  }
  if (names !== undefined) return parts.filter((part) => names.includes(part.name));
  const runs = { 'every': true, 'not-quick': !values.quick, 'long': values.long };
  return parts.filter((part) => part.is === 'tool' || runs[part.runsWith]);
}

function hasFiles(part: Part): boolean {
  return part.is === 'tool' || filesOf(part).length > 0;
}

function filesOf(part: TestPart): string[] {
  return globSync([...part.include], { cwd: root, exclude: [...part.exclude] });
}

async function run(part: Part, missing: ReadonlySet<Need>): Promise<PartResult> {
  const { name, budgetSeconds } = part;
  if (part.is === 'tests' && part.needs.includes('chromium') && missing.has('chromium')) {
    const counts = { ...noCounts, skipped: filesOf(part).length };
    return { name, budgetSeconds, seconds: 0, counts, remark: 'skipped: no Chromium here' };
  }
  const startedAt = performance.now();
  const { counts, remark } = part.is === 'tool'
    ? await runTool(part.args, budgetSeconds)
    : await runTests(part);
  const seconds = (performance.now() - startedAt) / 1000;
  if (part.is === 'tests' && part.tells !== null) {
    const { exitCode } = await runNode([part.tells, JSON.stringify({ seconds, ...counts })], 60);
    if (exitCode !== 0) return { name, budgetSeconds, seconds, counts, remark: 'not written down' };
  }
  return { name, budgetSeconds, seconds, counts, remark };
}

type Outcome = Pick<PartResult, 'counts' | 'remark'>;

async function runTool(args: readonly string[], budgetSeconds: number): Promise<Outcome> {
  const { exitCode, remark } = await runNode(args, budgetSeconds);
  const counts = exitCode === 0 ? { ...noCounts, passed: 1 } : { ...noCounts, failed: 1 };
  return { counts, remark };
}

async function runTests(part: TestPart): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatepass-test-'));
  const report = path.join(folder, 'report.json');
  try {
    const { exitCode, remark } = await runNode([
      'node_modules/vitest/vitest.mjs', 'run', '--project', part.name,
      '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`,
    ], part.budgetSeconds);
    const read: unknown = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
    for (const line of slowestFiles(read, 5)) console.log(line.replace(`${root}/`, ''));
    return { counts: countReport(read, exitCode), remark };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Exit = { exitCode: number; remark: string | null };

function runNode(args: readonly string[], budgetSeconds: number): Promise<Exit> {
  const { promise, resolve } = Promise.withResolvers<Exit>();
  // Without a terminal the colours would only be noise in a log.
  const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' };
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  let remark: string | null = null;
  const timer = setTimeout(() => {
    remark = `ended after ${patience} times its budget`;
    child.kill('SIGTERM');
  }, budgetSeconds * patience * 1000);
  child.on('error', (error) => resolve({ exitCode: 1, remark: error.message }));
  child.on('exit', (code) => {
    clearTimeout(timer);
    resolve({ exitCode: code ?? 1, remark });
  });
  return promise;
}
