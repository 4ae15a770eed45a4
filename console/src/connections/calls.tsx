/** What was asked of the other side in the last hour, what came back, and of which orders. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Call } from '../api/client.ts';
import { callsQuestion } from '../api/questions.ts';
import { Trouble } from '../frame/trouble.tsx';
import { pollWhileOffMilliseconds } from '../live/live.ts';
import { Table, type Column } from '../table/table.tsx';
import { callTimeInWords } from '../time/durations.ts';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { Fold } from './fold.tsx';
import { purposeInWords } from './purpose.ts';

const { connections: said } = words;
const heads = said.callHeads;
const route = getRouteApi('/framed/connections');

/** With the library that draws it; fetched when somebody first opens it. */
const CallsChart = lazy(() => import('./calls-chart.tsx'));

export type CallsShown = 'none' | 'all' | 'failed';

type CallsProps = {
  readonly name: string;
  readonly shown: CallsShown;
  readonly onShow: (shown: CallsShown) => void;
};

/** The address says whether they are unfolded, and whether only those that failed are shown. */
export function Calls({ name, shown, onShow }: CallsProps) {
  return (
    <Fold
      title={said.calls} isOpen={shown !== 'none'}
      onOpen={(isOpen) => onShow(isOpen ? 'all' : 'none')}
    >
      <List name={name} isFailed={shown === 'failed'} onShow={onShow} />
    </Fold>
  );
}

type ListProps = {
  readonly name: string;
  readonly isFailed: boolean;
  readonly onShow: CallsProps['onShow'];
};

function List({ name, isFailed, onShow }: ListProps) {
  const answer = useQuery({
    ...callsQuestion(name, isFailed), refetchInterval: pollWhileOffMilliseconds,
  });
  const isDrawn = route.useSearch().drawn === 'yes';
  const navigate = route.useNavigate();
  const draw = () => void navigate({
    search: (before) => ({ ...before, drawn: isDrawn ? undefined : 'yes' }), replace: true,
    resetScroll: false,
  });
  const box = useRef<HTMLDivElement>(null);
  const isThere = answer.data !== undefined;
  // Whoever asked for it by a link above the fold is to see it come.
  useEffect(() => {
    if (isThere) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isThere]);
  const rows = answer.data?.items;
  return (
    <div ref={box} className="stack calls">
      <div className="row" role="group" aria-label={said.whichCalls(name)}>
        {([['all', false], ['failed', true]] as const).map(([which, isFor]) => (
          <Button
            key={which} variant="default" size="compact-md" aria-pressed={isFailed === isFor}
            onClick={() => onShow(which)}
          >
            {said.callsShown[which]}
          </Button>
        ))}
        <Button
          variant="default" size="compact-md" aria-pressed={isDrawn} onClick={draw}
          aria-label={said.chart.open(name)}
        >
          {said.chart.button}
        </Button>
      </div>
      <p className="quiet">{said.callsMean}</p>
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {answer.isPending ? <p className="quiet" role="status">{said.moreLooking}</p> : null}
      {rows?.length === 0 ? <p>{isFailed ? said.noFailedCalls : said.noCalls}</p> : null}
      {!isDrawn || rows === undefined || rows.length === 0 ? null : (
        <Suspense fallback={<p className="quiet calls-drawing">{said.moreLooking}</p>}>
          <CallsChart name={name} calls={rows} />
        </Suspense>
      )}
      {rows === undefined || rows.length === 0 ? null : (
        <Table
          caption={said.callsOf(name)} columns={columns} rows={rows}
          keyOf={({ id }) => String(id)}
        />
      )}
    </div>
  );
}

const columns: readonly Column<Call>[] = [
  { key: 'when', head: heads.when, cell: ({ at }) => (
    <LocalClock at={at} toTheSecond />
  ) },
  { key: 'what', head: heads.what, cell: ({ purpose }) => purposeInWords(purpose) },
  { key: 'took', head: heads.took, kind: 'number', cell: ({ tookMilliseconds }) =>
    tookMilliseconds === null ? words.none : callTimeInWords(tookMilliseconds) },
  { key: 'back', head: heads.back, kind: 'wide', cell: (call) => <CameBack call={call} /> },
];

function CameBack({ call: { isFailed, sentence, orders } }: { call: Call }) {
  return (
    <>
      {isFailed ? <strong className="problem-text">! {sentence}</strong> : sentence}
      {orders.length === 0 ? null : (
        <ul className="plain call-orders">
          {orders.map(({ id, orderNumber, outcome, words: told }) => (
            <li key={id}>
              <Link className="row-link" to="/orders/$id" params={{ id }}>{orderNumber}</Link>
              {outcome === 'done' ? null : (
                <> {said.callOutcomes[outcome ?? 'awaited']}{told === null ? '' : `: ${told}`}</>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
