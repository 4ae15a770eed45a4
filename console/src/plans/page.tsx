/** Every plan and what became of it, in one place, for whoever asks what is going on. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { allPlansQuestion, runsQuestion } from '../api/cause-questions.ts';
import { Trouble } from '../frame/trouble.tsx';
import { Unlisted } from '../frame/unlisted.tsx';
import { useTitle } from '../frame/use-title.ts';
import { LiveCount } from '../live/live-count.tsx';
import { usePolling } from '../live/provider.tsx';
import { Table, type Column } from '../table/table.tsx';
import { serverTimeOf } from '../time/server-clock.ts';
import { LocalClock } from '../time/zone.tsx';
import { numeral } from '../words/counted.ts';
import { words } from '../words/words.ts';
import { rowsOf, type PlanRow } from './rows.ts';
import './plans.css';

const said = words.plans;

export function PlansPage() {
  useTitle(said.title);
  const refetchInterval = usePolling();
  const plans = useQuery({ ...allPlansQuestion, refetchInterval });
  const runs = useQuery({ ...runsQuestion, refetchInterval });
  const failed = [plans, runs].find(({ isError }) => isError);
  const isHere = plans.data !== undefined && runs.data !== undefined;
  const rows = isHere ? rowsOf({ ...plans.data, runs: runs.data.items }) : [];
  const open = rows.filter(({ isOpen }) => isOpen);
  return (
    <div className="stack wide plans">
      <div className="row">
        <h1>{said.title}</h1>
        <p className="quiet">
          <Unlisted why="list-is-here">
            <LiveCount text={isHere ? said.summary(open.length) : ''} />
          </Unlisted>
        </p>
      </div>
      <p>{said.intro}</p>
      {failed === undefined ? null : (
        <Trouble
          error={failed.error}
          onAgain={() => [plans, runs].forEach((one) => void one.refetch())}
        />
      )}
      {isHere || failed !== undefined ? null : <p className="quiet">{said.looking}</p>}
      {isHere ? (
        <>
          <Part id="plans-open" title={said.open} none={said.noneOpen} rows={open} />
          <Part
            id="plans-over" title={said.over} none={said.noneOver}
            rows={rows.filter(({ isOpen }) => !isOpen)}
          />
          <p className="quiet">
            {said.lookedAt}{' '}
            <LocalClock
              at={new Date(serverTimeOf(plans.dataUpdatedAt)).toISOString()}
              toTheSecond
            />
          </p>
        </>
      ) : null}
    </div>
  );
}

type PartProps = {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  readonly rows: readonly PlanRow[];
};

function Part({ id, title, none, rows }: PartProps) {
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? <p className="quiet">{none}</p> : (
        <Table caption={title} columns={columns} rows={rows} keyOf={(row) => row.id} />
      )}
    </section>
  );
}

const { heads } = said;

const columns: readonly Column<PlanRow>[] = [
  { key: 'what', head: heads.what, kind: 'name', cell: ({ kind, opens }) => (
    <Link className="row-link" to="/exceptions" search={opens}>{said.kinds[kind]}</Link>
  ) },
  { key: 'state', head: heads.state, cell: ({ state, isOpen }) => (
    <span className="tag" data-open={isOpen ? '' : undefined}>{said.states[state]}</span>
  ) },
  { key: 'count', head: heads.count, kind: 'number', cell: ({ done, all, opens }) => (
    <Link className="row-link" to="/exceptions" search={opens}>
      {done === null ? numeral(all) : said.of(done, all)}
    </Link>
  ) },
  { key: 'who', head: heads.who, cell: ({ madeBy }) => madeBy },
  { key: 'second', head: heads.second, cell: ({ needsSecond, confirmedBy, isOpen }) =>
    confirmedBy !== null ? said.confirmedBy(confirmedBy)
      : isOpen ? <Confirms needsSecond={needsSecond} /> : words.none },
  { key: 'when', head: heads.when, cell: ({ at }) => <LocalClock at={at} /> },
  { key: 'says', head: heads.says, kind: 'wide', cell: ({ sentence }) => sentence },
];

const Confirms = ({ needsSecond }: { readonly needsSecond: boolean }) =>
  needsSecond ? <strong>{said.second}</strong> : <>{said.anybody}</>;
