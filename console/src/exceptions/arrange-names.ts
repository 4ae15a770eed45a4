/** In which orders causes can stand and by what they can be grouped, as an address names it. */
export const causeSorts = ['severity', 'orders', 'oldest'] as const;
export type CauseSort = (typeof causeSorts)[number];

/** What every cause tells of itself. Without one there is one list of causes, and no headings. */
export const causeGroupings = ['severity', 'kind', 'owner', 'connection'] as const;
export type CauseGrouping = (typeof causeGroupings)[number];
