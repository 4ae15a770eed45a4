/**
 * Puts a file away whose content is committed: first what became of it is written, then it is
 * moved. Each of these can be done again, so that whoever dies in between leaves no harm.
 */
import type { FileEntry, FilesClosed } from '../../../contract/files.ts';
import { acknowledgementName, archivedName } from '../translate/names.ts';
import type { Note } from '../translate/notes.ts';
import { readFile } from '../translate/read-file.ts';
import { acknowledgementFile, rejectedRows, type Fate } from '../translate/told-files.ts';
import type { Bench } from './look.ts';

/** Null when it is put away; `other-content` for a file that is not the one that was taken. */
export const putAway = async (
  bench: Bench, entry: FileEntry, note: Note,
): Promise<FilesClosed | 'other-content' | null> => {
  const { folder } = bench;
  const found = await fateOf(bench, entry, note);
  if (found === 'other-content' || found === null || found.is === 'closed') return found;
  const { fate, sha256 } = found;
  const name = archivedName(entry, sha256);
  const acknowledged = await folder.write(
    'acknowledged', acknowledgementName(name), acknowledgementFile(entry.name, fate),
    'acknowledge file');
  if (acknowledged.is === 'closed') return acknowledged;
  const isRefused = fate.is === 'too-large' ||
    (fate.is === 'read' && fate.read.consignments.length === 0 && fate.read.mistakes.length > 0);
  if (fate.is === 'read' && fate.read.mistakes.length > 0) {
    const rows = await folder.write(
      'rejected', `${name}.rows.csv`, rejectedRows(fate.read), 'write rejected rows');
    if (rows.is === 'closed') return rows;
  }
  const { size, modifiedAt } = entry;
  const moved = await folder.move(
    entry.name, { at: isRefused ? 'rejected' : 'processed', name }, { size, modifiedAt });
  // Written to meanwhile, it is another file, which is read by the next look.
  return moved.is === 'closed' ? moved : null;
};

type Found = { readonly is: 'found'; readonly fate: Fate; readonly sha256: string };

const fateOf = async (
  { folder, settings }: Bench, entry: FileEntry, note: Note,
): Promise<Found | FilesClosed | 'other-content' | null> => {
  if (note.is === 'too-large') {
    const { largestMegabytes: mostMegabytes } = settings;
    return {
      is: 'found', fate: { is: 'too-large', mostMegabytes },
      // Its content was never read; its size tells it from others of that name and time.
      sha256: String(entry.size).padStart(12, '0'),
    };
  }
  const content = await folder.read('in', entry.name);
  switch (content.is) {
    case 'closed': return content;
    case 'missing': return null;
    case 'too-large': return null;
    case 'content': {
      if (content.sha256 !== note.sha256) return 'other-content';
      const { sha256, bytes } = content;
      const fate: Fate = note.is === 'same-again'
        ? note : { is: 'read', read: readFile({ ...entry, bytes }, settings) };
      return { is: 'found', fate, sha256 };
    }
    default: return content satisfies never;
  }
};
