// What a part came to, and the summary that ends `npm test`.

export type Counts = { passed: number; failed: number; skipped: number };

export type PartResult = {
  name: string;
  seconds: number;
  budgetSeconds: number;
  counts: Counts;
  /** In a few words, where the counts alone do not say it. */
  remark: string | null;
};

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

/**
 * Reads Vitest's JSON report. A file that could not even be loaded counts as one failure, and so
 * does a run that ended badly although every test passed (an error outside of any test).
 */
export function countReport(report: unknown, exitCode: number): Counts {
  const { passed, failed, skipped } = readCounts(report);
  const isUnexplained = exitCode !== 0 && failed === 0;
  return { passed, failed: isUnexplained ? 1 : failed, skipped };
}

function readCounts(report: unknown): Counts {
  const counts = { ...noCounts };
  for (const file of listAt(report, 'testResults')) {
    const tests = listAt(file, 'assertionResults').map((test) => textAt(test, 'status'));
    counts.passed += tests.filter((status) => status === 'passed').length;
    const failed = tests.filter((status) => status === 'failed').length;
    counts.skipped += tests.filter((status) => status !== 'passed' && status !== 'failed').length;
    const didNotLoad = textAt(file, 'status') === 'failed' && failed === 0;
    counts.failed += didNotLoad ? 1 : failed;
  }
  return counts;
}

/** The files that took longest, slowest first, each with its seconds: where a budget goes. */
export function slowestFiles(report: unknown, most: number): readonly string[] {
  return listAt(report, 'testResults')
    .map((file) => ({
      name: textAt(file, 'name'),
      seconds: (numberAt(file, 'endTime') - numberAt(file, 'startTime')) / 1000,
    }))
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, most)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
}

export function sum(results: readonly PartResult[]): Counts {
  return results.reduce(
    (total, { counts }) => ({
      passed: total.passed + counts.passed,
      failed: total.failed + counts.failed,
      skipped: total.skipped + counts.skipped,
    }),
    noCounts,
  );
}

/** The last line of every run; other programs read it. */
export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A run fails when anything failed, and when nothing was proved at all. */
export function exitCodeFor({ passed, failed }: Counts): number {
  return failed > 0 || passed === 0 ? 1 : 0;
}

export function renderTable(results: readonly PartResult[]): string {
  const rows = results.map((result) => [
    result.name,
    result.seconds.toFixed(1),
    String(result.budgetSeconds),
    describe(result),
  ]);
  const all = [['part', 'seconds', 'budget', 'result'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map(([name = '', seconds = '', budget = '', result = '']) =>
      [
        name.padEnd(widths[0] ?? 0),
        seconds.padStart(widths[1] ?? 0),
        budget.padStart(widths[2] ?? 0),
        result,
      ].join('  '))
    .join('\n');
}

function describe({ counts, seconds, budgetSeconds, remark }: PartResult): string {
  const words = [counts.failed > 0 ? `FAILED (${summaryLine(counts)})` : summaryLine(counts)];
  if (remark !== null) words.push(remark);
  if (seconds > budgetSeconds) words.push('OVER BUDGET');
  return words.join('; ');
}

function listAt(value: unknown, key: string): unknown[] {
  const found = at(value, key);
  return Array.isArray(found) ? found : [];
}

function textAt(value: unknown, key: string): string {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
}

function numberAt(value: unknown, key: string): number {
  const found = at(value, key);
  return typeof found === 'number' ? found : 0;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
