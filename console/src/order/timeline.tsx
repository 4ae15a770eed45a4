/** What happened, what Gatepass decided and what it asked of others; whose time each call took. */
import { Button, SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { TimelineEntry } from '../api/client.ts';
import { CallBar, CallTable, type CallTimes } from '../charts/call-waterfall.tsx';
import { Table, type Column } from '../table/table.tsx';
import { Clock } from '../time/when.tsx';
import { ChooseZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { OpenCall } from './call.tsx';
import {
  arrangeTimeline, timelineOrders, timelineShows, type TimelineShow,
} from './arrange.ts';

type TimelineProps = {
  readonly entries: readonly TimelineEntry[];
  readonly isLooking: boolean;
  readonly zone: string;
  readonly warehouseZone: string;
  /** Fetches further entries; null when all are here or on their way. */
  readonly more: (() => void) | null;
};

const route = getRouteApi('/framed/orders/$id');
const said = words.order;

export function Timeline({ entries, isLooking, zone, warehouseZone, more }: TimelineProps) {
  const { order = 'problems', show = 'all' } = route.useSearch();
  const { problems, rest } = arrangeTimeline(entries, order, show);
  const calls = callsOf(show === 'changes' ? [] : entries);
  return (
    <section className="panel stack timeline" aria-labelledby="timeline">
      <h2 id="timeline">{said.timeline}</h2>
      <Choices order={order} show={show} warehouseZone={warehouseZone} />
      {problems.length === 0 ? null : (
        <>
          <h3 className="problem-text">{said.problemsHead}</h3>
          <Entries caption={said.problemsHead} entries={problems} zone={zone} />
        </>
      )}
      {problems.length === 0 || rest.length === 0 ? null : <h3>{said.restHead}</h3>}
      {rest.length === 0 ? null : (
        <Entries caption={said.timeline} entries={rest} zone={zone} />
      )}
      {calls.length === 0 ? null : (
        <CallTable rows={calls.map(({ at, call }) => ({
          ...timesOf(call), what: words.connections.operations[call.operation],
          at: <Clock at={at} zone={zone} toTheSecond />,
        }))} />
      )}
      {isLooking ? <p className="quiet">{said.timelineLooking}</p> : null}
      {isLooking || problems.length + rest.length > 0 ? null : (
        <p className="quiet">{emptyWords(show)}</p>
      )}
      {more === null ? null : (
        <div className="row">
          <Button variant="default" onClick={more}>{said.olderTimeline}</Button>
          <span className="quiet">{said.timelineCut}</span>
        </div>
      )}
    </section>
  );
}

function emptyWords(show: TimelineShow): string {
  if (show === 'changes') return said.noChanges;
  return show === 'calls' ? said.noCalls : said.timelineEmpty;
}

type ChoicesProps = {
  readonly order: (typeof timelineOrders)[number];
  readonly show: TimelineShow;
  readonly warehouseZone: string;
};

function Choices({ order, show, warehouseZone }: ChoicesProps) {
  const navigate = route.useNavigate();
  const turn = (search: { order?: typeof order; show?: TimelineShow }) => void navigate({
    search: (before) => ({ ...before, ...search }), replace: true, resetScroll: false,
  });
  return (
    <div className="row choices">
      <SegmentedControl
        aria-label={said.order} value={order} onChange={(value) => turn({ order: value })}
        data={timelineOrders.map((value) => ({ value, label: said.orders[value] }))}
        transitionDuration={0}
      />
      <SegmentedControl
        aria-label={said.showing} value={show} onChange={(value) => turn({ show: value })}
        data={timelineShows.map((value) => ({ value, label: said.shows[value] }))}
        transitionDuration={0}
      />
      <ChooseZone aria-label={said.zone} warehouseZone={warehouseZone} />
    </div>
  );
}

type EntriesProps = {
  readonly caption: string;
  readonly entries: readonly TimelineEntry[];
  readonly zone: string;
};

function Entries({ caption, entries, zone }: EntriesProps) {
  return (
    <Table
      caption={caption} className="timeline-table" columns={columnsIn(zone)} rows={entries}
      keyOf={(entry) => entry.id}
    />
  );
}

const heads = said.timelineHeads;

const columnsIn = (zone: string): readonly Column<TimelineEntry>[] => [
  { key: 'at', head: heads.at, cell: (entry) => <Clock at={entry.at} zone={zone} toTheSecond /> },
  { key: 'who', head: heads.who, cell: (entry) => words.speakers[entry.who] },
  { key: 'what', head: heads.what, kind: 'wide', cell: (entry) => (
    <What entry={entry} zone={zone} />
  ) },
];

function What({ entry, zone }: { entry: TimelineEntry; zone: string }) {
  return (
    <>
      {entry.isProblem ? (
        <strong className="problem-text"><span aria-hidden="true">! </span>{said.problem}: </strong>
      ) : null}
      {entry.sentence}
      {entry.call === null ? null : (
        <>
          <CallBar times={timesOf(entry.call)} />
          <OpenCall attempt={entry.call.attempt} zone={zone} />
        </>
      )}
    </>
  );
}

type Call = NonNullable<TimelineEntry['call']>;

/** By when they left, which is how the table names them. */
function callsOf(entries: readonly TimelineEntry[]) {
  return entries
    .flatMap(({ call }) => (call === null ? [] : [{ at: call.leftAt, call }]))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function timesOf(call: Call): CallTimes {
  return {
    key: call.attempt, ours: call.queueMilliseconds, theirs: call.theirsMilliseconds,
    onPurpose: call.onPurpose, who: words.speakers[otherSideOf(call.operation)],
    state: call.state, tried: call.try,
  };
}

function otherSideOf(operation: Call['operation']): 'warehouse' | 'channel' | 'shipstation' {
  if (operation === 'tell-warehouse') return 'warehouse';
  return operation === 'tell-channel' ? 'channel' : 'shipstation';
}
