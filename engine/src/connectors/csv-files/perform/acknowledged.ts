/**
 * Acknowledgements of our own files: a file beside it with its name and `.ack`. What was committed
 * is taken away, with the file it is of; what is new makes a page of its own.
 */
import type { LookAnswer } from '../../../contract/connector.ts';
import { most } from '../manifest.ts';
import { acknowledgedBy } from '../translate/names.ts';
import { acknowledgedMark } from '../translate/notes.ts';
import { afterAcknowledged } from '../translate/page.ts';
import { unanswered } from './folder.ts';
import type { Bench } from './look.ts';

/** Null where there are none, or where the next snapshot is what counts. */
export const lookAtAcknowledged = async (
  { folder, files, settings }: Bench,
): Promise<LookAnswer | null> => {
  if (settings.readBack !== 'acknowledgement') return null;
  const listed = await folder.list('out', 'list acknowledgements');
  // Before the first message was written it is not there.
  if (listed.is === 'closed') return listed.why === 'refused' ? null : unanswered(listed);
  const there = listed.files.flatMap(({ name }) => {
    const of = acknowledgedBy(name);
    return of === null ? [] : [{ name, ...of }];
  }).slice(0, most.acknowledged);
  if (there.length === 0) return null;
  const known = await files.taken(there.map(({ name }) => acknowledgedMark(name)));
  const isKnown = ({ name }: { readonly name: string }): boolean =>
    known.has(acknowledgedMark(name));
  for (const { name, file } of there.filter(isKnown)) {
    // The acknowledgement goes last: without it nobody would know why the file is to go.
    for (const one of [file, name]) {
      const gone = await folder.remove('out', one, 'remove acknowledged file');
      if (gone.is === 'closed') return unanswered(gone);
    }
  }
  const fresh = there.filter((one) => !isKnown(one));
  return fresh.length === 0 ? null : {
    is: 'page', unreadable: [], next: afterAcknowledged,
    seen: fresh.map(({ message }) => ({ kind: 'acknowledgement', message })),
    took: fresh.map(({ name, message }) => ({ mark: acknowledgedMark(name), note: message })),
  };
};
