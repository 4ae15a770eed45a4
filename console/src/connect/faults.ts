/** What is wrong, told at its field: found here before anything is asked, or by Gatepass. */
import type { Fault } from '../api/client.ts';
import { words } from '../words/words.ts';
import { connectionName, type Filled } from './document.ts';
import { membersOf } from './steps.ts';
import type { Document } from '../api/connectors.ts';

/** By field: `name`, `settings.` and a path, `place.` and a field; '' is about the whole. */
export type FieldFaults = Readonly<Record<string, string>>;

export const noFaults: FieldFaults = {};

const said = words.connect;

/** What can be seen without asking: names, and what must be given. */
export function faultsHere(filled: Filled, document: Document): FieldFaults {
  const { step, draft, connector, secrets } = filled;
  const places = membersOf(document[sectionOf(filled)]);
  return {
    ...(/^[a-z][a-z0-9-]{0,49}$/.test(draft.name) ? {} : { name: said.nameForm }),
    ...(Object.hasOwn(places, draft.name) ? { name: said.nameTaken } : {}),
    ...Object.fromEntries(connector.settings
      .filter(({ path, isSecret, isRequired }) => isRequired
        && ((isSecret ? secrets : draft.settings)[path] ?? '').trim() === '')
      .map(({ path }) => [`settings.${path}`, said.missing])),
    ...(step === 'warehouse' && (draft.place['shipstation'] ?? '') === ''
      ? { 'place.shipstation': said.noAccount } : {}),
    ...Object.fromEntries(['shipFromWarehouseId', 'storeId']
      .filter((name) => !/^\d{0,9}$/.test(draft.place[name] ?? ''))
      .map((name) => [`place.${name}`, said.notNumber])),
  };
}

const sectionOf = ({ step }: Filled): string =>
  step === 'shipstation' ? 'connections' : `${step}s`;

/** The faults that Gatepass found, by the fields of the form. */
export function faultsAtFields(
  faults: readonly Fault[], filled: Filled, document: Document,
): FieldFaults {
  const connection = connectionName(filled.step, filled.draft.name, document);
  const found: Record<string, string> = {};
  for (const { path, problem } of faults) {
    const inside = path
      .replace(`connections.${connection}.`, '')
      .replace(`${sectionOf(filled)}.${filled.draft.name}.`, 'place.');
    const field = fieldOf(inside, filled);
    found[field] ??= field === '' ? `${path}: ${problem}` : problem;
  }
  return found;
}

function fieldOf(path: string, { connector, draft }: Filled): string {
  if (path === 'connection') return 'name';
  if (connector.settings.some((one) => path === `settings.${one.path}`)) return path;
  const [place, name = ''] = path.split('.');
  return place === 'place' && Object.hasOwn(draft.place, name) ? path : '';
}
