// The rooms of the house and who may open which door: the one table that imports.test.ts holds.
// An edge more is a decision of its own (docs/decisions/001).

export const roomNames = [
  'core', 'contract', 'connectors', 'store', 'loop', 'desk', 'ledger', 'reports', 'messages',
  'people', 'api', 'cli', 'main', 'simulator', 'console', 'client',
] as const;

export type RoomName = (typeof roomNames)[number];

/** What holds no product: tests that join rooms, the benchmark, the repository's own rules. */
export type OuterName = 'tests' | 'together' | 'bench' | 'contracts' | 'repository' | 'browser';

export type Place = RoomName | OuterName;

export type Edges = Readonly<Record<RoomName, readonly RoomName[]>>;

/** Room → rooms it may import from. Its own files it may always import. */
export const edges: Edges = {
  core: [],
  contract: ['core'],
  connectors: ['core', 'contract'],
  store: ['core'],
  loop: ['core', 'contract', 'store'],
  desk: ['core', 'store'],
  ledger: ['core', 'store'],
  reports: ['core', 'store', 'ledger'],
  messages: ['core', 'store'],
  people: ['core', 'store'],
  api: ['core', 'store', 'loop', 'desk', 'ledger', 'reports', 'messages', 'people'],
  // Beside main, the one file named in `openFiles`: the API's types.
  cli: ['main', 'client'],
  main: [
    'core', 'contract', 'connectors', 'store', 'loop', 'desk', 'ledger', 'reports', 'messages',
    'people', 'api', 'cli',
  ],
  simulator: [],
  console: ['client'],
  client: [],
};

/** Single files that one room may import although the rest of their room is closed to it. */
export const openFiles: readonly { from: RoomName; file: string }[] = [
  { from: 'cli', file: 'engine/src/api/shapes.ts' },
  // The product's own version, shown to people.
  { from: 'main', file: 'engine/package.json' },
];

const engineRooms = roomNames.filter((room) => !['simulator', 'console', 'client'].includes(room));

/** Tests and tools: looser rows. `together` alone joins the engine and the simulator. */
export const outerEdges: Readonly<Record<OuterName, readonly Place[]>> = {
  tests: [...engineRooms, 'contracts'],
  together: [...engineRooms, 'simulator', 'tests', 'contracts', 'client'],
  bench: [...engineRooms, 'simulator', 'tests', 'together', 'contracts'],
  // What others document, as data: it judges both sides and knows neither (docs/decisions/013).
  contracts: [],
  repository: [],
  browser: ['console', 'client'],
};

/** Written for tests, though their name is none: tests share them, product code may not. */
export const testFixtures: readonly string[] = [
  'simulator/src/referee/fixtures.ts',
  'simulator/src/shipstation/fixtures.ts',
  'simulator/src/shipstation/held-to-contract.ts',
  'simulator/src/shipstation/held-simulator.ts',
  'simulator/src/shipstation/independent-client/client.ts',
];

const placesByFolder: readonly (readonly [string, Place])[] = [
  ['engine/tests/together/', 'together'],
  ['engine/tests/real/', 'together'],
  ['engine/tests/', 'tests'],
  ['engine/conformance/', 'tests'],
  ['engine/scenarios/', 'tests'],
  ['simulator/', 'simulator'],
  ['console/browser/', 'browser'],
  ['console/', 'console'],
  ['client/', 'client'],
  ['bench/', 'bench'],
  ['contracts/', 'contracts'],
  ['examples/', 'tests'],
  ['bin/', 'repository'],
  ['repository/', 'repository'],
];

/** The room a file lies in; null for one that lies in none, which the import test refuses. */
export function placeOf(file: string): Place | null {
  const known = placesByFolder.find(([folder]) => file.startsWith(folder));
  if (known !== undefined) return known[1];
  if (!file.includes('/')) return 'repository';
  const inside = /^engine\/src\/([^/]+)(\/?)/.exec(file);
  if (inside === null) return null;
  const [, name, slash] = inside;
  // Files right in engine/src are what starts the rooms: main.ts and its settings.
  if (slash === '') return 'main';
  return engineRooms.find((room) => room === name) ?? null;
}

/** The list of connectors, which `main` hands to the loop: where a new one adds its line. */
export const connectorList = 'engine/src/connectors/registry.ts';

/** The folder of one connector, or null for any other file. */
export function connectorOf(file: string): string | null {
  return /^engine\/src\/connectors\/([^/]+)\//.exec(file)?.[1] ?? null;
}
