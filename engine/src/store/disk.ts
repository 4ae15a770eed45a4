import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Puts a file, or the list of names in a folder, on disk. */
export const syncPath = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
