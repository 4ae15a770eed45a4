import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isCode, root } from './source.ts';

// Lint judges by path, so the bad files are laid out as a small checkout of their own.
const fixtures = path.join(root, 'repository', 'fixtures', 'lint');
const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter(isCode).sort();
const folder = mkdtempSync(path.join(tmpdir(), 'gatepass-lint-'));
let found: ReadonlyMap<string, readonly string[]> = new Map();

beforeAll(() => {
  cpSync(fixtures, folder, { recursive: true });
  cpSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  cpSync(path.join(root, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'));
  const config = { extends: './tsconfig.base.json', compilerOptions: { types: [] } };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
  const lint = path.join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [lint, '--type-aware', '--format=unix'], {
    cwd: folder, encoding: 'utf8',
  });
  found = Map.groupBy(stdout.split('\n'), (line) => line.split(':')[0] ?? '');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(files)('%s is judged as its first line says', (file) => {
  const source = readFileSync(path.join(folder, file), 'utf8');
  const rule = /^\/\/ refused by: (\S+)/.exec(source)?.[1] ?? 'missing';
  const lines = found.get(file) ?? [];
  if (rule === 'nothing') expect(lines).toEqual([]);
  else expect(lines.join('\n')).toContain(`(${rule})`);
});
