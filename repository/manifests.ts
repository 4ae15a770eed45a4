// Rules about package.json and package-lock.json, which `npm ci` on a bare machine relies on.
import type { SourceFile } from './tidy.ts';

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'];
const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

export function pinsExactly({ file, source }: SourceFile): string[] {
  const manifest: unknown = JSON.parse(source);
  return kinds.flatMap((kind) =>
    entriesAt(manifest, kind)
      .filter(([, version]) => typeof version !== 'string' || !exact.test(version))
      .map(([name, version]) => `${file} asks for ${name} ${String(version)}; name one version`));
}

/** Addresses in a lock file tie every clone to one registry. */
export function namesNoAddress({ file, source }: SourceFile): string[] {
  return entriesAt(JSON.parse(source), 'packages')
    .filter(([, entry]) => isAddress(at(entry, 'resolved')))
    .map(([place]) => `${file} says where ${place} was resolved; see .npmrc`);
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z+]+:\/\//.test(value);
}

/**
 * npm drops an optional dependency from the lock file when its registry does not have it, and
 * then refuses that very lock file in `npm ci`. Each one has to be found as Node would find it.
 */
export function namesEveryPlatform({ file, source }: SourceFile): string[] {
  const packages = new Map(entriesAt(JSON.parse(source), 'packages'));
  return [...packages].flatMap(([place, entry]) =>
    entriesAt(entry, 'optionalDependencies')
      .filter(([name]) => !isFoundFrom(place, name, packages))
      .map(([name]) => `${file} lacks ${name}, which ${place || 'the root'} may need`));
}

function isFoundFrom(place: string, name: string, packages: ReadonlyMap<string, unknown>): boolean {
  const folders = place === '' ? [] : place.split('/');
  return folders
    .map((_, depth) => folders.slice(0, folders.length - depth).join('/'))
    .concat('')
    .some((folder) => packages.has(`${folder === '' ? '' : `${folder}/`}node_modules/${name}`));
}

function entriesAt(value: unknown, key: string): [string, unknown][] {
  const found = at(value, key);
  return typeof found === 'object' && found !== null ? Object.entries(found) : [];
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
