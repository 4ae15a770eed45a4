/** What is noted of a file when it was taken in, and under which marks. */
import { z } from 'zod';
import type { FileEntry } from '../../../contract/files.ts';
import { readJson } from '../../../contract/their-words.ts';

const sha256 = z.string().regex(/^[\da-f]{64}$/);

const noteShape = z.discriminatedUnion('is', [
  z.object({ is: z.literal('read'), sha256 }),
  z.object({ is: z.literal('same-again'), sha256, as: z.string() }),
  z.object({ is: z.literal('too-large') }),
]);

export type Note = z.output<typeof noteShape>;

export const renderNote = (note: Note): string => JSON.stringify(note);

export const readNote = (text: string | null): Note | null =>
  (text === null ? null : noteShape.safeParse(readJson(text)?.value).data ?? null);

/** The file as it lies there. */
export const fileMark = ({ name, size, modifiedAt }: FileEntry): string =>
  `file ${String(size)} ${String(modifiedAt)} ${name}`;

/** What it says, under whatever name. */
export const contentMark = (hash: string): string => `content ${hash}`;

/** An acknowledgement of one of our files. */
export const acknowledgedMark = (name: string): string => `acknowledged ${name}`;

/** That a file was told to be in nobody's reach as it lies there, so that it is told once. */
export const stuckMark = (entry: FileEntry): string => `stuck ${fileMark(entry)}`;

/** That a name was told to be odd, so that it is told once. */
export const oddMark = (name: string): string => `odd ${name}`;
