/**
 * Places in the list of orders, oldest change first. Their cursor holds the time and id of the row
 * it stands at, so that rows which move or leave make no other slip past.
 */
const token = /^after:(\S{1,2000})$/;

/** Null for no token of ours. */
export const readPlace = (page: string | null): { readonly after: string | null } | null => {
  if (page === null) return { after: null };
  const cursor = token.exec(page)?.[1];
  return cursor === undefined ? null : { after: cursor };
};

export const renderPlace = (cursor: string): string => `after:${cursor}`;

/** The window in their search language; their index keeps whole seconds. */
export const windowQuery = (from: number, to: number): string =>
  `updated_at:>='${secondOf(from)}' AND updated_at:<='${secondOf(to)}'`;

const secondOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
