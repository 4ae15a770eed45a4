import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CauseWhy } from '../api/causes.ts';
import { Trouble } from '../frame/trouble.tsx';
import { words } from '../words/words.ts';

const said = words.exceptions;

/** Each statement with where it can be seen. */
export function Why({ answer }: { answer: UseQueryResult<CauseWhy> }) {
  const why = answer.data;
  return (
    <section className="panel stack why" id="why" aria-labelledby="why-title">
      <h3 id="why-title">{said.whyTitle}</h3>
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {answer.isPending ? <p className="quiet">{said.whyLooking}</p> : null}
      {why?.because.length === 0 ? <p>{said.noEvidence}</p> : null}
      {why === undefined || why.because.length === 0 ? null : (
        <ol className="because">
          {why.because.map((ground) => (
            <li key={ground.sentence}>{ground.sentence} <Shown ground={ground} /></li>
          ))}
        </ol>
      )}
      {why === undefined || why.lines.length === 0 ? null : (
        <>
          <h4>{said.failing}</h4>
          <ul className="failing">{why.lines.map((line) => <li key={line}>{line}</li>)}</ul>
        </>
      )}
    </section>
  );
}

function Shown({ ground }: { ground: CauseWhy['because'][number] }) {
  const { order, policyVersion } = ground;
  if (order !== null) {
    return (
      <Link to="/orders/$id" params={{ id: order.id }}>{said.seeOrder(order.orderNumber)}</Link>
    );
  }
  return policyVersion === null ? null
    : <span className="quiet">{said.policyVersion(policyVersion)}</span>;
}
