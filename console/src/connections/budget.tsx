/** The calls that may be made: how many are left, what they went into, and when more come. */
import type { ConnectionView } from '../api/client.ts';
import { Unlisted } from '../frame/unlisted.tsx';
import { LocalClock } from '../time/zone.tsx';
import { numeral } from '../words/counted.ts';
import { words } from '../words/words.ts';
import { closedBy } from './closed.ts';
import { Fact } from './fact.tsx';

type BudgetOf = NonNullable<ConnectionView['budget']>;

const said = words.connections;

export function Budget({ budget, state }: { budget: BudgetOf; state: ConnectionView['state'] }) {
  const { used, limit, left, windowMilliseconds, closedUntil } = budget;
  const closed = closedUntil === null ? null : (
    <p className="problem-text">
      {said.closed[closedBy(budget, state) ?? 'limit']} <LocalClock at={closedUntil} toTheSecond />
    </p>
  );
  // It names no limit: there is nothing to count.
  if (windowMilliseconds === 0) return <Fact name={said.budget}>{closed}</Fact>;
  const window = said.windowSeconds(Math.round(windowMilliseconds / 1000));
  return (
    <Fact name={said.budget}>
      <Unlisted why="gauge">{said.budgetUsed(used, limit, window)}</Unlisted>
      {closed === null ? (
        <>, <Unlisted why="gauge">{said.budgetLeft(left)}</Unlisted></>
      ) : null}
      <Parts budget={budget} />
      {closed}
      <Frees budget={budget} />
    </Fact>
  );
}

/** The bar is drawn on the limit and what is kept beside it; the list says the same in numbers. */
function Parts({ budget: { limit, used, uses, kept } }: { budget: BudgetOf }) {
  const beside = kept === null ? 0 : kept.outOfHarm + kept.unforeseen;
  const whole = Math.max(1, limit + beside, used + beside);
  const wide = (calls: number) => ({ width: `${(calls / whole) * 100}%` });
  return (
    <>
      <span className="meter" aria-hidden="true">
        {uses.map(({ use, calls }) => <span key={use} data-use={use} style={wide(calls)} />)}
        {beside === 0 ? null : <span data-use="kept" style={wide(beside)} />}
      </span>
      <ul className="plain uses" data-unlisted="gauge">
        {uses.map(({ use, calls }) => (
          <li key={use}>
            <span className="swatch" data-use={use} aria-hidden="true" />
            <span className="number">{numeral(calls)}</span> {said.uses[use]}
          </li>
        ))}
        {kept === null ? null : (
          <li>
            <span className="swatch" data-use="kept" aria-hidden="true" />
            {said.kept(kept.outOfHarm, kept.unforeseen)}
            {kept.labelLooks === 0 ? null : <>; {said.leftToLooks(kept.labelLooks)}</>}
          </li>
        )}
      </ul>
    </>
  );
}

function Frees({ budget: { firstFreeAt, allFreeAt } }: { budget: BudgetOf }) {
  if (firstFreeAt === null || allFreeAt === null) return null;
  return (
    <p className="quiet">
      {said.firstFree} <LocalClock at={firstFreeAt} toTheSecond />
      {firstFreeAt === allFreeAt ? null : (
        <>, {said.allFree} <LocalClock at={allFreeAt} toTheSecond /></>
      )}
    </p>
  );
}
