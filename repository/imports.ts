// Finds every import of a file, in all its forms, and judges it by the tables of the rooms.
// Every file is judged, so an edge through a third room shows where it begins.
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { allowances, isTestPackage, narrowAllowances, outerAllowances } from './packages.ts';
import type { Allowance } from './packages.ts';
import {
  connectorList, connectorOf, edges, openFiles, outerEdges, placeOf, testFixtures,
} from './rooms.ts';
import type { Edges, Place, RoomName } from './rooms.ts';
import { isNode, isTest, lineAt, visitSyntax, type SyntaxNode } from './source.ts';

/** `specifier` is null where the target is computed, which nobody could judge. */
export type Import = { specifier: string | null; line: number };

export type Tables = {
  edges: Edges;
  allowances: Readonly<Record<RoomName, Allowance>>;
};

export const tables: Tables = { edges, allowances };

export function importsOf(file: string, source: string): Import[] {
  const found: Import[] = [];
  visitSyntax(file, source, (node) => {
    const target = targetOf(node);
    if (target === undefined) return;
    found.push({ specifier: textOf(target), line: lineAt(source, node.start) });
  });
  return found;
}

/** The node that names what is imported; undefined for a node that imports nothing. */
function targetOf(node: SyntaxNode): unknown {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'ExportAllDeclaration':
    case 'TSImportType':
      return node['source'] ?? node['argument'];
    case 'ExportNamedDeclaration':
      return node['source'] ?? undefined;
    case 'TSExternalModuleReference':
      return node['expression'];
    case 'CallExpression':
      return isLoadingCall(node['callee']) ? firstOf(node['arguments']) : undefined;
    default:
      return undefined;
  }
}

/** `require(…)`, `require.resolve(…)`, `import.meta.resolve(…)`; null counts as computed. */
function isLoadingCall(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'Identifier') return callee['name'] === 'require';
  if (callee.type !== 'MemberExpression' || !isNode(callee['property'])) return false;
  if (callee['property']['name'] !== 'resolve' || !isNode(callee['object'])) return false;
  const object = callee['object'];
  return object.type === 'MetaProperty' || object['name'] === 'require';
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? (list[0] ?? null) : null;
}

function textOf(target: unknown): string | null {
  if (!isNode(target)) return null;
  const literal = isNode(target['literal']) ? target['literal'] : target;
  return typeof literal['value'] === 'string' ? literal['value'] : null;
}

/** Every refused import of a file, each as one sentence that begins with the place. */
export function refusals(file: string, source: string, by: Tables = tables): string[] {
  const place = placeOf(file);
  if (place === null) return [`${file} lies in no room; rooms.ts names them all`];
  return importsOf(file, source).flatMap(({ specifier, line }) => {
    const reason = specifier === null
      ? 'computes what it imports; the import test could not judge it'
      : judge({ file, place, specifier, by });
    return reason === null ? [] : [`${file}:${line} ${reason}`];
  });
}

type Case = { file: string; place: Place; specifier: string; by: Tables };

function judge(given: Case): string | null {
  const { file, specifier } = given;
  if (specifier.startsWith('.')) {
    const clean = specifier.replace(/\?.*$/, '');
    return judgeFile(given, path.posix.join(path.posix.dirname(file), clean));
  }
  const workspace = /^@gatepass\/(engine|simulator|console|client)\/?(.*)$/.exec(specifier);
  if (workspace !== null) return judgeFile(given, `${workspace[1]}/${workspace[2]}`);
  if (/^[#/]|^[a-z]+:\/\//.test(specifier)) {
    return `imports ${specifier}; only relative paths and packages can be judged`;
  }
  return isBuiltin(specifier) ? judgeNode(given) : judgePackage(given);
}

function judgeFile({ file, place, by }: Case, target: string): string | null {
  if (openFiles.some((open) => open.from === place && open.file === target)) return null;
  const to = placeOf(target);
  if (to === null) return `imports ${target}, which lies in no room`;
  if (to === place) return judgeNeighbour(file, target);
  const allowed: readonly Place[] = isRoom(place) ? by.edges[place] : outerEdges[place];
  if (allowed.includes(to)) return null;
  if (isForTests(file) && isAllowedToTests(file, to)) return null;
  const names = allowed.length === 0 ? 'nothing' : allowed.join(', ');
  return `imports ${target}: ${place} may not import ${to} (${place} may import ${names})`;
}

/** Within a room everything is open, but one connector never knows another. */
function judgeNeighbour(file: string, target: string): string | null {
  if (testFixtures.includes(target) && !isForTests(file)) {
    return `imports ${target}: product code may not import what is written for tests`;
  }
  if (placeOf(file) !== 'connectors' || connectorOf(file) === connectorOf(target)) return null;
  if (file === connectorList) return null;
  return `imports ${target}: a connector never imports another connector`;
}

/** Beside its room's own doors, a test may use what tests share; one kind, the simulator too. */
function isAllowedToTests(file: string, to: Place): boolean {
  if (to === 'contracts') return true;
  const place = placeOf(file);
  if (to === 'tests') return place !== 'simulator' && place !== 'console' && place !== 'client';
  return to === 'simulator' && file.endsWith('.sim.test.ts');
}

function judgeNode(given: Case): string | null {
  const { file, place, specifier } = given;
  if (!specifier.startsWith('node:')) return `imports ${specifier}; say node:${specifier}`;
  const name = specifier.slice('node:'.length);
  const isAllowed = allowancesOf(given).some(({ node }) => node === 'all' || node.includes(name));
  if (isAllowed || isTest(file)) return null;
  return `imports ${specifier}: ${place} may not use this part of Node (packages.ts)`;
}

function judgePackage(given: Case): string | null {
  const { file, place, specifier } = given;
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const isAllowed = allowancesOf(given).some(({ packages }) => packages.includes(name));
  if (isAllowed || (isTest(file) && isTestPackage(name))) return null;
  return `imports ${specifier}: ${place} may not use the package ${name} (packages.ts)`;
}

function allowancesOf({ file, place, by }: Case): Allowance[] {
  const own = isRoom(place) ? by.allowances[place] : outerAllowances[place];
  return [own, ...narrowAllowances.filter(({ startsWith }) => file.startsWith(startsWith))];
}

const isForTests = (file: string): boolean => isTest(file) || testFixtures.includes(file);

function isRoom(place: Place): place is RoomName {
  return place in edges;
}
