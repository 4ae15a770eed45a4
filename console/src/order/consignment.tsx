/** What is owed for one consignment, as a strip in the order of the work. */
import type { ConsignmentView, ObligationView } from '../api/client.ts';
import { AgeTag, Clock, HowLong } from '../time/when.tsx';
import { words } from '../words/words.ts';

type ConsignmentProps = {
  readonly consignment: ConsignmentView;
  /** An order with one consignment needs no title to tell it from others. */
  readonly isOnly: boolean;
  readonly zone: string;
};

const said = words.order;

export function Consignment({ consignment, isOnly, zone }: ConsignmentProps) {
  const id = `owed-${consignment.id}`;
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id}>
        {said.obligationsTitle}
        {isOnly ? '' : `: ${said.consignment(consignment.reference, consignment.warehouse)}`}
      </h2>
      <ol className="owed">
        {consignment.obligations.map((obligation) => (
          <li key={obligation.kind} data-kind={obligation.kind} data-state={obligation.state}>
            <Obligation obligation={obligation} zone={zone} />
          </li>
        ))}
      </ol>
      {consignment.because.length === 0 ? null : (
        <details>
          <summary>{said.because}</summary>
          <ul className="because">
            {consignment.because.map((reason) => <li key={reason}>{reason}</li>)}
          </ul>
        </details>
      )}
    </section>
  );
}

const signs = { 'met': '✓', 'open': '●', 'later': '○', 'not-owed': '–' } as const;

function Obligation({ obligation, zone }: { obligation: ObligationView; zone: string }) {
  return (
    <>
      <h3>
        <span className="sign" aria-hidden="true">{signs[obligation.state]}</span>{' '}
        {words.obligations[obligation.kind]}
      </h3>
      <p className="owed-state"><Standing obligation={obligation} zone={zone} /></p>
      {obligation.state === 'open' ? <p className="quiet">{obligation.sentence}</p> : null}
    </>
  );
}

function Standing({ obligation, zone }: { obligation: ObligationView; zone: string }) {
  const { state, waitsOn, since } = obligation;
  if (state === 'met') {
    return (
      <>
        {words.obligationStates.met}
        {since === null ? null : <> <Clock at={since} zone={zone} /></>}
      </>
    );
  }
  if (state !== 'open') {
    // Goods whose leaving nobody saw are not gone; saying so is the point of this column.
    return obligation.kind === 'leave' && state === 'later'
      ? said.leftUnknown : words.obligationStates[state];
  }
  const age = { since, limitAt: obligation.limitAt, isLate: false };
  return (
    <>
      {waitsOn === null ? words.obligationStates.open : said.waitsOn(words.parties[waitsOn])}
      {since === null ? null : <> {said.waitsFor} <HowLong since={since} zone={zone} /></>}
      {' '}<AgeTag wait={age} />
    </>
  );
}
