import { Link } from '@tanstack/react-router';
import type { ConsignmentView, OrderView } from '../api/client.ts';
import type { Action } from '../api/rulings.ts';
import { safeLink } from '../frame/address.ts';
import { HandbookLink } from '../handbook/follow.tsx';
import { Clock, HowLong } from '../time/when.tsx';
import { words } from '../words/words.ts';
import { Deeds } from './deeds.tsx';

type ExceptionsProps = {
  readonly order: OrderView;
  readonly zone: string;
  readonly onDone: (sentence: string) => void;
};

/** What somebody has to look into, gravest first, with the lines that fail and what to do. */
export function Exceptions({ order, zone, onDone }: ExceptionsProps) {
  const open = order.consignments
    .flatMap((consignment) => consignment.exceptions)
    .toSorted((one, other) => one.severity - other.severity);
  if (open.length === 0) return null;
  return (
    <section className="panel stack exceptions" aria-labelledby="exceptions">
      <h2 id="exceptions">{words.order.exceptions}</h2>
      <ul>
        {open.map((exception) => (
          <li key={exception.id} className="stack">
            <Exception exception={exception} zone={zone} />
            <Deeds
              order={order.id} actions={exception.actions.filter(isRuling)} zone={zone}
              onDone={onDone}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whose it is, and putting it off, is said of the whole cause and not of one order. */
const isRuling = ({ body }: Action): boolean => body['ruling'] !== undefined;

type OpenException = ConsignmentView['exceptions'][number];

function Exception({ exception, zone }: { exception: OpenException; zone: string }) {
  const said = words.order;
  const settling = words.exceptions;
  const handbook = safeLink(exception.handbook);
  const { limitAt, escalatesTo } = exception;
  return (
    <div className="exception">
      <div className="row">
        <h3><span aria-hidden="true">! </span>{exception.title}</h3>
        <span className="quiet">
          {said.severity(exception.severity)},{' '}
          {said.owner(words.owners[exception.owner] ?? exception.owner)},{' '}
          {said.openFor} <HowLong since={exception.since} zone={zone} />
        </span>
      </div>
      <p>{exception.sentence}</p>
      {limitAt === null || escalatesTo === null ? null : (
        <p className={exception.isOverLimit ? 'problem-text' : 'quiet'}>
          {settling.settleBy} <Clock at={limitAt} zone={zone} />,{' '}
          {settling.goesTo(words.owners[escalatesTo] ?? escalatesTo)}.
        </p>
      )}
      {exception.lines.length === 0 ? null : <Failing lines={exception.lines} />}
      <p className="row">
        <Link className="row-link" to="/exceptions" search={{ exception: exception.id }}>
          {said.wholeCause}
        </Link>
        {handbook === null ? null : (
          <HandbookLink address={handbook}>{said.handbook}</HandbookLink>
        )}
      </p>
    </div>
  );
}

function Failing({ lines }: { lines: readonly string[] }) {
  return <ul className="failing">{lines.map((line) => <li key={line}>{line}</li>)}</ul>;
}
