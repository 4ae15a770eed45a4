/** Input that was refused, per connection: the newest ones, without what was in it. */
import type { Tx } from './database.ts';
import { json } from './json.ts';

/** So many are enough to see what a system does wrong; older ones are forgotten. */
const keptOfEach = 200;
const problemsOfEach = 20;

export type RefusedInput = {
  readonly at: number;
  readonly sender: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly detail: string;
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
};

export const saveRefused = async (
  tx: Tx,
  connection: string,
  { problems, ...refused }: RefusedInput,
): Promise<void> => {
  await tx.insertInto('refused_input')
    .values({ connection, ...refused, problems: json(problems.slice(0, problemsOfEach)) })
    .execute();
  const oldest = await tx.selectFrom('refused_input').select('refused_id')
    .where('connection', '=', connection)
    .orderBy('refused_id', 'desc').offset(keptOfEach).limit(1).executeTakeFirst();
  if (oldest === undefined) return;
  await tx.deleteFrom('refused_input')
    .where('connection', '=', connection).where('refused_id', '<=', oldest.refused_id).execute();
};

export const listRefused = async (
  tx: Tx,
  connection: string,
  before: number | null,
  limit: number,
): Promise<readonly (RefusedInput & { readonly id: number })[]> => {
  const rows = await tx.selectFrom('refused_input').selectAll()
    .where('connection', '=', connection)
    .$if(before !== null, (query) => query.where('refused_id', '<', before ?? 0))
    .orderBy('refused_id', 'desc').limit(limit).execute();
  return rows.map(({ refused_id: id, at, sender, method, path, status, detail, problems }) => ({
    id, at, sender, method, path, status, detail,
    // Written by saveRefused from this type.
    problems: problems as RefusedInput['problems'],
  }));
};
