import { fileAtAddress, type HandbookPage } from './addresses.ts';

const toRepository = '../../../';

/** Every page of the project, each in a file of its own. */
const pages = import.meta.glob<HandbookPage>(
  ['../../../handbook/*.md', '../../../docs/**/*.md'], { import: 'default' },
);

/** Fetches the page at an address; null where there is none. */
export async function loadPage(address: string): Promise<HandbookPage | null> {
  const load = pages[`${toRepository}${fileAtAddress(address)}`];
  return load === undefined ? null : load();
}
