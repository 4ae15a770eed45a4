/** How the calls of one account read, where accounts differ or nobody outside has seen it. */
import { z } from 'zod';
import type { SettingManifest, SettingsProblem } from '../../contract/connector.ts';
import { pushSettings, pushSettingsShape, type PushTarget } from '../../contract/push/settings.ts';
import { readSettings } from '../../contract/settings.ts';

/** A name out of the call: fixed text, with the place of a member in braces. */
const nameOutOfCall = (usual: string) =>
  z.string('must be text such as {despatchPackage.despatchPackageId}')
    .max(200, 'is too long')
    .regex(/^[^{}]*(?:\{[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*\}[^{}]*)+$/,
      'must hold the place of a member in braces, such as {despatchPackage.despatchPackageId}')
    .default(usual);

const word = (usual: string) => z.string('must be text').min(1, 'is missing').max(60, 'is too long')
  .default(usual);

const failStatuses = ['200', '400', '500'] as const;

const wordsShape = z.strictObject({
  consignment: nameOutOfCall('{despatchPackage.despatch.salesOrder.salesOrderNumber}'),
  parcel: nameOutOfCall('{despatchPackage.despatchPackageId}'),
  labelDocument: word('shipping_label'),
  printStatus: word('success'),
  failStatus: z.enum(failStatuses, 'must be 200, 400 or 500').default('200'),
  timeoutSeconds: z.int('must be whole seconds').min(5, 'must be 5 or more')
    .max(27, 'must be 27 or less').default(20),
});

export type Words = z.output<typeof wordsShape>;

export type PeoplevoxSettings = { readonly words: Words; readonly push: PushTarget | null };

export type ReadPeoplevox =
  | { readonly is: 'settings'; readonly settings: PeoplevoxSettings }
  | { readonly is: 'refused'; readonly problems: readonly SettingsProblem[] };

/** All problems at once, of the words and of the push address. */
export const readPeoplevox = (given: Readonly<Record<string, unknown>>): ReadPeoplevox => {
  const isWord = ([name]: readonly [string, unknown]): boolean =>
    Object.hasOwn(wordsShape.shape, name);
  const all = Object.entries(given);
  const words = readSettings(wordsShape, Object.fromEntries(all.filter(isWord)));
  const push = readSettings(
    pushSettingsShape, Object.fromEntries(all.filter((one) => !isWord(one))));
  if (words.is === 'settings' && push.is === 'settings') {
    return { is: 'settings', settings: { words: words.settings, push: push.settings } };
  }
  return { is: 'refused', problems: [words, push].flatMap((one) =>
    (one.is === 'refused' ? one.problems : [])) };
};

const shown = (path: keyof Words, label: string, meaning: string): SettingManifest =>
  ({ path, label, meaning, isSecret: false, isRequired: false });

export const settings: readonly SettingManifest[] = [
  shown('consignment', 'Name of the consignment',
    'Where the call says which consignment it is: text with the place of a member in braces; ' +
      'left out, {despatchPackage.despatch.salesOrder.salesOrderNumber}'),
  shown('parcel', 'Name of the parcel',
    'Where the call says which parcel it is, as your snapshots name it; left out, ' +
      '{despatchPackage.despatchPackageId}'),
  shown('labelDocument', 'Document that is the label',
    'The document reference under which the label is asked for; left out, shipping_label'),
  shown('printStatus', 'Word for “print this”',
    'What a print request says that has a document; left out, success'),
  {
    ...shown('failStatus', 'HTTP status of a no',
      'With which status a refusal is answered, so that its sentence is shown to the packer'),
    choices: failStatuses,
  },
  shown('timeoutSeconds', 'Seconds it waits',
    'The time-out that is set for this integration over there; we answer two seconds before it; ' +
      'left out, 20'),
  ...pushSettings('the warehouse'),
];
