/**
 * Which file of the project stands at which address. The build makes links by it, and the page
 * finds what to show by it.
 */

/** One file as a page: made where the console is built, shown as it is. */
export type HandbookPage = {
  readonly title: string;
  readonly html: string;
  /** Its parts, for the table of contents; empty where the page is short. */
  readonly contents: readonly Part[];
};

export type Part = {
  /** The anchor that it stands under. */
  readonly id: string;
  readonly title: string;
  readonly depth: 2 | 3;
};

/** `handbook/pick.short.md` → `/handbook/pick.short`; null for a file that is no page. */
export function addressOfFile(file: string): string | null {
  if (file === 'handbook/README.md') return '/handbook';
  const path = /^((?:handbook|docs)\/[\w./-]+)\.md$/.exec(file)?.[1];
  return path === undefined ? null : `/${path}`;
}

/** `/handbook/pick.short` → `handbook/pick.short.md`; whatever is typed there. */
export function fileAtAddress(address: string): string {
  const path = address.replace(/^\/+|\/+$/g, '');
  return path === 'handbook' ? 'handbook/README.md' : `${path}.md`;
}
