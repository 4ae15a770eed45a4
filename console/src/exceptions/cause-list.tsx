import { Link } from '@tanstack/react-router';
import type { Cause } from '../api/causes.ts';
import type { ExceptionsSearch } from '../frame/address.ts';
import { HowLong } from '../time/when.tsx';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { nameIn } from './cause-name.ts';
import { OrdersOfCause, StagesOfCause, VanOfCause } from './cause-links.tsx';

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
              {nameIn(causes, cause)}
            </Link>
            <OrdersOfCause
              cause={cause} warehouse={search.warehouse} className="number cause-count"
            />
          </p>
          <p className="quiet cause-more">
            <More cause={cause} warehouse={search.warehouse} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** A number and a word, and its place in the list: never a colour alone. */
export function Severity({ severity }: { severity: number }) {
  return (
    <span className="tag severity" data-severity={severity} title={said.severity(severity)}>
      {severity} {said.severities[severity] ?? ''}
    </span>
  );
}

type MoreProps = { readonly cause: Cause; readonly warehouse: string | undefined };

function More({ cause, warehouse }: MoreProps) {
  const zone = useZone();
  const { since, state } = cause;
  return (
    <>
      <StagesOfCause cause={cause} warehouse={warehouse} most={2} />
      {since === null ? null : (
        <span className="part">{said.oldest} <HowLong since={since} zone={zone} /></span>
      )}
      <VanOfCause cause={cause} warehouse={warehouse} />
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
