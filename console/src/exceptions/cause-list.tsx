import { Link } from '@tanstack/react-router';
import type { Cause } from '../api/causes.ts';
import type { ExceptionsSearch } from '../frame/address.ts';
import { HowLong } from '../time/when.tsx';
import { LocalClock, useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';

const said = words.exceptions;

type CauseListProps = {
  readonly causes: readonly Cause[];
  readonly search: ExceptionsSearch;
};

/** The gravest first; what each is called, how many orders, where they are and whose it is. */
export function CauseList({ causes, search }: CauseListProps) {
  return (
    <ul className="cause-list">
      {causes.map((cause) => (
        <li
          key={cause.id} data-severity={cause.severity}
          data-current={search.cause === cause.id ? '' : undefined}
        >
          <p className="row cause-line">
            <Severity severity={cause.severity} />
            <Link
              to="/exceptions" className="row-link cause-name" data-row-link=""
              search={{
                ...search, cause: cause.id, plan: undefined, run: undefined, work: undefined,
                exception: undefined,
              }}
              {...(search.cause === cause.id ? { 'aria-current': 'true' } : {})}
            >
              {cause.title}: {named(cause.fault)}
            </Link>
            <span className="number cause-count">{said.orders(cause.orders)}</span>
          </p>
          <p className="quiet cause-more"><More cause={cause} /></p>
        </li>
      ))}
    </ul>
  );
}

export const named = (fault: string): string => `“${fault}”`;

/** A number and a word, and its place in the list: never a colour alone. */
export function Severity({ severity }: { severity: number }) {
  return (
    <span className="tag severity" data-severity={severity} title={said.severity(severity)}>
      {severity} {said.severities[severity] ?? ''}
    </span>
  );
}

function More({ cause }: { cause: Cause }) {
  const zone = useZone();
  const { stages, since, collection, state } = cause;
  return (
    <>
      {stages.slice(0, 2).map(({ stage, orders }) => (
        <span key={stage} className="part">
          {said.stageCount(words.stages[stage], orders)}
        </span>
      ))}
      {since === null ? null : (
        <span className="part">{said.oldest} <HowLong since={since} zone={zone} /></span>
      )}
      {collection === null ? null : (
        <span className="part">
          {said.van(collection.carrier)}{' '}
          <LocalClock at={collection.at} warehouse={collection.warehouse} />,{' '}
          {said.atRisk(collection.orders)}
        </span>
      )}
      <span className="part">{ownerInWords(cause)}</span>
      {state === 'new' || state === 'closed' ? null : (
        <span className="part">
          <span className="tag" data-state={state}>{said.states[state]}</span>
        </span>
      )}
      {cause.isOverLimit ? <span className="part problem-text">{said.overLimit}</span> : null}
    </>
  );
}

export const ownerInWords = ({ assignedTo, owner }: Cause): string => {
  const role = words.owners[owner] ?? owner;
  return assignedTo === null ? said.nobody(role)
    : said.ownedBy(words.owners[assignedTo] ?? assignedTo);
};
