/** Tries what the work needs: to list, to write and rename, and to move to another folder. */
import type { ProbeAnswer } from '../../../contract/connector.ts';
import type { FilesClosed } from '../../../contract/files.ts';
import type { Instant } from '../../../core/model/instant.ts';
import type { Bench } from './look.ts';

const name = '.gatepass-probe';
const bytes = new TextEncoder().encode('Gatepass tried whether it may write here.\r\n');

/** Farther apart than this, a clock is worth a word; in milliseconds. */
const apart = 60_000;

export const probe = async (
  { folder, settings }: Bench, now: Instant,
): Promise<ProbeAnswer> => {
  const where = settings.place.is === 'folder'
    ? settings.place.root : `${settings.place.user} at ${settings.place.host}`;
  const ill = ({ text }: FilesClosed, what: string): ProbeAnswer =>
    ({ isWell: false, sentences: [`${what} (${where}): ${text}.`] });
  const listed = await folder.list('in', 'probe');
  if (listed.is === 'closed') return ill(listed, `The folder “${settings.in}” cannot be read`);
  const written = await folder.write('in', name, bytes, 'probe');
  if (written.is === 'closed') {
    return ill(written, `Nothing can be written and renamed in ${settings.in}`);
  }
  const again = await folder.list('in', 'probe');
  if (again.is === 'closed') return ill(again, `The folder “${settings.in}” cannot be read`);
  const own = again.files.find((one) => one.name === name);
  const state = { size: own?.size ?? bytes.length, modifiedAt: own?.modifiedAt ?? 0 };
  const moved = await folder.move(name, { at: 'processed', name }, state);
  if (moved.is === 'closed') {
    return ill(moved, `Files cannot be moved from ${settings.in} to ${settings.processed}`);
  }
  await folder.remove('processed', name, 'probe');
  const out = await folder.write('out', name, bytes, 'probe');
  if (out.is === 'closed') {
    return ill(out, `Nothing can be written and renamed in ${settings.out}`);
  }
  await folder.remove('out', name, 'probe');
  return {
    isWell: true,
    sentences: [
      `Files can be read from ${settings.in}, put away and written to ${settings.out} ` +
        `(${where}); ${String(listed.files.length)} wait there.`,
    ],
    watch: [...clockWords(own?.modifiedAt ?? null, now), ...timelessWords(settings)],
  };
};

const clockWords = (theirs: number | null, now: Instant): readonly string[] => {
  if (theirs === null || Math.abs(theirs - now) < apart) return [];
  const minutes = String(Math.round(Math.abs(theirs - now) / 60_000));
  return [
    `The clock of whoever keeps the files is ${minutes} min ` +
      `${theirs < now ? 'behind' : 'ahead of'} ours: files that name no time of their own are ` +
      'taken for that much older or newer.',
  ];
};

/** A file that says nothing of its time cannot be told from itself told again. */
const timelessWords = (
  { columns, layout }: Bench['settings'],
): readonly string[] =>
  (layout === 'flat' || columns.updatedAt !== undefined || columns.revision !== undefined ? [] : [
    'Neither a revision nor a time stands in the files: one that says letter by letter what an ' +
      'earlier one said is taken for that one, and does nothing.',
  ]);
