/** What a system sent that could not be read: which field of which call, without its values. */
import { useQuery } from '@tanstack/react-query';
import type { RefusedInput } from '../api/client.ts';
import { refusedQuestion } from '../api/questions.ts';
import { Table, type Column } from '../table/table.tsx';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { LookedUp } from './looked-up.tsx';

const { connections: said } = words;
const heads = said.refusedHeads;

export function Refused({ name }: { name: string }) {
  return (
    <LookedUp answer={useQuery(refusedQuestion(name))}>
      {({ items: rows }) => (
        <div className="stack wide-table">
          <p className="quiet">{said.refusedMeans}</p>
          {rows.length === 0 ? <p>{said.noRefused}</p> : (
            <Table
              caption={said.refusedOf(name)} columns={columns} rows={rows}
              keyOf={({ at, path, detail }) => `${at} ${path} ${detail}`}
            />
          )}
        </div>
      )}
    </LookedUp>
  );
}

const columns: readonly Column<RefusedInput>[] = [
  { key: 'when', head: heads.when, cell: ({ at }) => (
    <LocalClock at={at} toTheSecond />
  ) },
  { key: 'who', head: heads.who, cell: ({ sender }) => sender },
  { key: 'call', head: heads.call, kind: 'wide', cell: ({ method, path, status }) => (
    <code>{method} {path} ({status})</code>
  ) },
  { key: 'why', head: heads.why, kind: 'wide', cell: ({ detail, problems }) => (
    <>
      {detail}
      {problems.length === 0 ? null : (
        <ul className="plain">
          {problems.map(({ path, problem }) => (
            <li key={`${path} ${problem}`}><code>{path}</code> {problem}</li>
          ))}
        </ul>
      )}
    </>
  ) },
];
