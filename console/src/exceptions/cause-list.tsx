import { Link } from '@tanstack/react-router';
import { useId, type ReactNode } from 'react';
import type { Cause } from '../api/causes.ts';
import type { ExceptionsSearch } from '../frame/address.ts';
import { Unlisted } from '../frame/unlisted.tsx';
import { HowLong } from '../time/when.tsx';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { groupedCauses, sortedCauses, type CauseGroup } from './arrange.ts';
import type { CauseGrouping } from './arrange-names.ts';
import { nameIn } from './cause-name.ts';
import { OrdersOfCause, StagesOfCause, VanOfCause } from './cause-links.tsx';

const said = words.exceptions;

type CauseListProps = {
  readonly causes: readonly Cause[];
  readonly search: ExceptionsSearch;
};

/** What each is called, how many orders, where they are and whose it is. */
export function CauseList({ causes, search }: CauseListProps) {
  const { group, sorted = 'severity' } = search;
  const inOrder = sortedCauses(causes, sorted, group);
  if (group === undefined) {
    return (
      <ul className="cause-list">
        {inOrder.map((cause) => <Row key={cause.id} {...{ cause, causes, search }} />)}
      </ul>
    );
  }
  return groupedCauses(inOrder, group).map((one) => (
    <Group key={one.key ?? ''} group={one} grouping={group}>
      {one.causes.map((cause) => <Row key={cause.id} {...{ cause, causes, search }} />)}
    </Group>
  ));
}

type GroupProps = {
  readonly group: CauseGroup; readonly grouping: CauseGrouping; readonly children: ReactNode;
};

function Group({ group, grouping, children }: GroupProps) {
  const title = useId();
  const { causes, orders, isExact } = group;
  return (
    <>
      <h2 id={title} className="cause-group">
        {groupInWords(group, grouping)}{' '}
        <span className="quiet">
          <Unlisted why="list-is-here">
            {said.groupCauses(causes.length)}
            {orders === 0 ? null : <>, {said.groupOrders(orders, isExact)}</>}
          </Unlisted>
        </span>
      </h2>
      <ul className="cause-list" aria-labelledby={title}>{children}</ul>
    </>
  );
}

function groupInWords({ key, causes }: CauseGroup, grouping: CauseGrouping): string {
  const name = key ?? said.groupOf.noConnection;
  switch (grouping) {
    case 'severity':
      return said.groupOf.severity(name, said.severities[Number(name)] ?? '');
    case 'kind':
      return causes[0]?.title ?? name;
    case 'owner':
      return words.owners[name] ?? name;
    case 'connection':
      return name;
    default:
      return grouping satisfies never;
  }
}

type RowProps = CauseListProps & { readonly cause: Cause };

function Row({ cause, causes, search }: RowProps) {
  const isCurrent = search.cause === cause.id;
  return (
    <li data-severity={cause.severity} data-current={isCurrent ? '' : undefined}>
      <p className="row cause-line">
        <Severity severity={cause.severity} />
        <Link
          to="/exceptions" className="row-link cause-name" data-row-link=""
          search={{
            ...search, cause: cause.id, plan: undefined, run: undefined, work: undefined,
            exception: undefined,
          }}
          {...(isCurrent ? { 'aria-current': 'true' } : {})}
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
