import { Link } from '@tanstack/react-router';
import type { ConnectionView } from '../api/client.ts';
import { OrdersLink } from '../frame/list-link.tsx';
import { Unlisted } from '../frame/unlisted.tsx';
import { cardOf } from '../standstill/standstill.tsx';
import { callTimeInWords } from '../time/durations.ts';
import { Clock } from '../time/when.tsx';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { exceptionInWords } from '../words/exception-code.ts';
import { Budget } from './budget.tsx';
import { Calls, type CallsShown } from './calls.tsx';
import { closedBy } from './closed.ts';
import { Credentials } from './credentials.tsx';
import { Ago, Fact } from './fact.tsx';
import { Feeds } from './feeds.tsx';
import { Fold } from './fold.tsx';
import { Found } from './found.tsx';
import { LeftOut } from './left-out.tsx';
import { NextLook } from './next-look.tsx';
import { Refused } from './refused-input.tsx';
import { Stakes } from './stakes.tsx';
import { Steer } from './steer.tsx';
import { Untold } from './untold.tsx';
import { Webhooks } from './webhooks.tsx';
import { Worker } from './worker.tsx';

type CardProps = {
  readonly view: ConnectionView;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly shown: CallsShown;
  readonly onShow: (shown: CallsShown) => void;
  readonly folds: readonly FoldOf[];
};

const said = words.connections;

/** A part that is unfolded under its own name in the address. */
export type FoldOf = {
  readonly part: 'refused' | 'untold' | 'leftOut';
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
};

export function Card({ view, isOpen, onOpen, shown, onShow, folds }: CardProps) {
  return (
    <section
      id={cardOf(view.name)} className="panel stack card" aria-label={view.name}
      data-state={view.state} tabIndex={-1}
    >
      <div className="row card-head">
        <h2>{view.name}</h2>
        <span className="tag state" data-state={view.state}>{said.states[view.state]}</span>
        {view.paused.length === 0 ? null : (
          <span className="tag state" data-state="paused">{said.pausedTag}</span>
        )}
        <span className="quiet">{view.title}, {said.modes[view.mode]}</span>
      </div>
      <p className="card-sentence">{view.sentence}</p>
      {view.watch.length === 0 ? null : (
        <ul className="watch">
          {view.watch.map((sentence) => <li key={sentence}>{sentence}</li>)}
        </ul>
      )}
      <Stakes view={view} />
      <dl className="facts">
        {view.wellSince === null || view.state !== 'well' ? null : (
          <Fact name={said.wellSince}><Ago at={view.wellSince} /></Fact>
        )}
        {view.troubledSince === null ? null : (
          <Fact name={said.troubledSince}><Ago at={view.troubledSince} /></Fact>
        )}
        <Fact name={said.lastGood}>
          {view.lastGoodAt === null ? said.never : <Ago at={view.lastGoodAt} />}
        </Fact>
        {view.calls === null ? null : <Answers name={view.name} calls={view.calls} />}
        {view.budget === null ? null : <Budget budget={view.budget} state={view.state} />}
        <Fact name={said.waiting}><Waiting view={view} /></Fact>
        {view.budget === null || view.waiting.length === 0 ? null : (
          <Fact name={said.binds}>
            {closedBy(view.budget, view.state) === 'trouble' ? said.bindings.trouble
              : said.bindings[view.budget.binds]}
          </Fact>
        )}
        {view.labels === null ? null : <Labels labels={view.labels} />}
        <NextLook view={view} />
        {view.hooks === null ? null : <Webhooks hooks={view.hooks} />}
        {view.customStore === null ? null : <CustomStore store={view.customStore} />}
        {view.sweep === null ? null : <Fact name={said.sweep}>{view.sweep.sentence}</Fact>}
        <Credentials credentials={view.credentials} />
        <Fact name={said.holder}><Worker lease={view.lease} /></Fact>
      </dl>
      {view.paused.length === 0 ? null : <Paused paused={view.paused} />}
      <Steer view={view} />
      {view.feeds.length === 0 ? null : <Feeds view={view} />}
      <Calls name={view.name} shown={shown} onShow={onShow} />
      {folds.map((fold) => (
        <Fold key={fold.part} title={said[fold.part]} isOpen={fold.isOpen} onOpen={fold.onOpen}>
          <Unfolded part={fold.part} name={view.name} />
        </Fold>
      ))}
      <Found name={view.name} isOpen={isOpen} onOpen={onOpen} />
    </section>
  );
}

function Unfolded({ part, name }: { part: FoldOf['part']; name: string }) {
  switch (part) {
    case 'refused': return <Refused name={name} />;
    case 'untold': return <Untold name={name} />;
    case 'leftOut': return <LeftOut name={name} />;
    default: return part satisfies never;
  }
}

/** How fast it answers, and a way to what went wrong. */
function Answers(
  { name, calls }: { name: string; calls: NonNullable<ConnectionView['calls']> },
) {
  const { failed, medianMilliseconds, slowMilliseconds } = calls;
  const told = said.failedOf(failed, calls.calls);
  return (
    <>
      {medianMilliseconds === null || slowMilliseconds === null ? null : (
        <Fact name={said.answerTime}>
          {said.answerTimes(callTimeInWords(medianMilliseconds), callTimeInWords(slowMilliseconds))}
        </Fact>
      )}
      <Fact name={said.failedCalls}>
        <Link
          className="row-link" data-row-link="" to="/connections" resetScroll={false}
          search={{ calls: name, failed: failed === 0 ? undefined : 'yes' }}
        >
          {told}
        </Link>
      </Fact>
    </>
  );
}

/** How ShipStation calls us, where it fetches its orders by itself. */
function CustomStore({ store }: { store: NonNullable<ConnectionView['customStore']> }) {
  return (
    <Fact name={said.customStore}>
      <ul className="plain" data-unlisted="gauge">
        {store.address === null ? null : (
          <li>{said.customStoreAt} <code className="breaks">{store.address}</code></li>
        )}
        {store.sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}
      </ul>
    </Fact>
  );
}

function Labels({ labels }: { labels: NonNullable<ConnectionView['labels']> }) {
  return (
    <Fact name={said.labels}>
      <Unlisted why="gauge">{said.labelsPerMinute(labels.perMinute)}</Unlisted>,{' '}
      {labels.waitSeconds === 0 ? said.labelsNow : said.labelsWait(labels.waitSeconds)}
    </Fact>
  );
}

/** What is to be done there may be several things for one order: its list is that of the orders. */
function Waiting({ view: { name, waiting, ordersWaiting } }: { view: ConnectionView }) {
  if (waiting.length === 0) return said.nothingWaits;
  const named: Readonly<Record<string, string>> = said.operations;
  return (
    <ul className="plain">
      {ordersWaiting === 0 ? null : (
        <li>
          <OrdersLink list={{ queuedFor: name }} className="row-link">
            {said.ordersWaiting(ordersWaiting)}
          </OrdersLink>
        </li>
      )}
      {waiting.map(({ operation, count }) => (
        <li key={operation}>
          <span className="number" data-unlisted="gauge">{count}</span> ×{' '}
          {named[operation] ?? exceptionInWords(operation)}
        </li>
      ))}
    </ul>
  );
}

function Paused({ paused }: { paused: ConnectionView['paused'] }) {
  const zone = useZone();
  return (
    <div className="paused">
      <h3>{said.paused}</h3>
      <ul className="plain">
        {paused.map((pause) => (
          <li key={pause.what}>
            <strong>{said.pausables[pause.what]}</strong>: {pause.why} ({pause.by},{' '}
            {said.since} <Clock at={pause.since} zone={zone} />,{' '}
            {pause.until === null ? said.untilResumed : (
              <>{said.until} <Clock at={pause.until} zone={zone} /></>
            )})
          </li>
        ))}
      </ul>
    </div>
  );
}
