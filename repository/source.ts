// Reads the repository's files and their syntax, for the rules that are tests.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

export const root = path.resolve(import.meta.dirname, '..');

export type SyntaxNode = { type: string; start: number; end: number; [field: string]: unknown };

/** Files that git tracks and that are still there; fixtures are bad on purpose and left out. */
export function trackedFiles(): string[] {
  // A checkout may belong to somebody else than who runs the tests; git would refuse to look.
  const args = ['-c', 'safe.directory=*', 'ls-files', '-z'];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\0')
    .filter((file) => file !== '' && !isFixture(file) && existsSync(path.join(root, file)));
}

export function isFixture(file: string): boolean {
  return file.startsWith('repository/fixtures/');
}

export function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

export function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

/** Calls `visit` for every node, parents first. Throws where the file is no readable code. */
export function visitSyntax(
  file: string,
  source: string,
  visit: (node: SyntaxNode, parent: SyntaxNode | null) => void,
): void {
  const { program, errors } = parseSync(file, source);
  const [problem] = errors;
  if (problem !== undefined) throw new Error(`${file} cannot be parsed: ${problem.message}`);
  walk(program, null, visit);
}

function walk(
  value: unknown,
  parent: SyntaxNode | null,
  visit: (node: SyntaxNode, parent: SyntaxNode | null) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, parent, visit);
    return;
  }
  if (!isNode(value)) return;
  visit(value, parent);
  for (const field of Object.values(value)) walk(field, value, visit);
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
