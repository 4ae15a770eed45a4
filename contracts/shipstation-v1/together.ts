/** What an answer must have in common with the request that it answers. */
const rules = {
  'rows-fit-the-page': ({ request, answer }: Pair) => {
    const size = Number(request.query['pagesize'] ?? '500');
    const rows = rowsOf(answer);
    return rows.length <= size ? null : `holds ${rows.length} rows on a page of ${size}`;
  },
  'page-is-the-one-asked': ({ request, answer }: Pair) => {
    const asked = Number(request.query['page'] ?? '1');
    return field(answer, 'page') === asked
      ? null : `is page ${String(field(answer, 'page'))} and not the page ${asked} that was asked`;
  },
  'id-is-the-one-asked': ({ request, answer }: Pair) => {
    const body = isRecord(request.body) ? request.body : {};
    const asked = Object.entries({ ...body, ...request.query, ...request.ids })
      .filter(([name]) => /id$/i.test(name));
    const wrong = asked.find(([name, id]) => {
      const found = fieldOf(answer, name);
      return found !== undefined && JSON.stringify(found) !== String(id);
    });
    return wrong === undefined ? null : `carries another ${wrong[0]} than ${String(wrong[1])}`;
  },
  'one-result-an-order': ({ request, answer }: Pair) => {
    const sent = Array.isArray(request.body) ? request.body.length : 0;
    const results = field(answer, 'results');
    const got = Array.isArray(results) ? results.length : 0;
    return got === sent ? null : `holds ${got} results for ${sent} orders`;
  },
  'errors-are-flagged': ({ answer }: Pair) => {
    const results = field(answer, 'results');
    const isAnyBad = isList(results) && results.some((row) => field(row, 'success') === false);
    return isAnyBad === field(answer, 'hasErrors')
      ? null : `says hasErrors ${String(field(answer, 'hasErrors'))}, unlike its rows`;
  },
  'items-only-where-asked': ({ request, answer }: Pair) => {
    const isAsked = request.query['includeshipmentitems']?.toLowerCase() === 'true';
    const isShown = rowsOf(answer).some((row) => Array.isArray(field(row, 'shipmentItems')));
    return isShown && !isAsked ? 'shows items that were not asked for' : null;
  },
} as const;

export type Together = keyof typeof rules;

export type Pair = {
  readonly request: {
    /** By name in small letters. */
    readonly query: Readonly<Record<string, string>>;
    /** Ids out of the path, by name. */
    readonly ids: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  readonly answer: unknown;
};

export const isTogether = (name: string): name is Together => Object.hasOwn(rules, name);

/** Null, or in words how the answer does not fit its request. */
export const misfit = (rule: Together, pair: Pair): string | null => rules[rule](pair);

/** The one list of a page, under whatever name it stands. */
const rowsOf = (answer: unknown): readonly unknown[] =>
  isRecord(answer) ? Object.values(answer).find(isList) ?? [] : [];

const field = (value: unknown, name: string): unknown =>
  isRecord(value) ? value[name] : undefined;

const fieldOf = (value: unknown, name: string): unknown => {
  const own = isRecord(value) ? Object.keys(value) : [];
  const found = own.find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : field(value, found);
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
