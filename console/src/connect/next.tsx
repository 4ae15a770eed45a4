/** The end of the way: all in shadow mode, what comes next, and how one goes live. */
import { Link } from '@tanstack/react-router';
import type { RefObject } from 'react';
import type { ConnectorView, Document } from '../api/connectors.ts';
import { HandbookLink } from '../handbook/follow.tsx';
import { words } from '../words/words.ts';
import { Would } from './would.tsx';
import { connectedIn, connectSteps, liveIn, type Connected, type ConnectStep } from './steps.ts';

const said = words.connect;

type NextProps = {
  readonly title: RefObject<HTMLHeadingElement | null>;
  readonly document: Document;
  readonly connectors: readonly ConnectorView[];
  readonly isDemo: boolean;
};

export function Next({ title, document, connectors, isDemo }: NextProps) {
  const at = (step: ConnectStep): readonly Connected[] => connectedIn(document, step, connectors);
  const live = liveIn(document);
  const isWhole = connectSteps.every((step) => at(step).length > 0);
  const spoken = (['warehouse', 'channel'] as const).flatMap((role) =>
    at(role).map((one) => ({ ...one, role })));
  return (
    <section className="panel stack" aria-labelledby="connect-next">
      <h2 id="connect-next" ref={title} tabIndex={-1}>{said.nextTitle}</h2>
      {isWhole ? null : <p className="problem-text">{said.nextMissing}</p>}
      <p>{live.length === 0 ? said.nextNow : said.nextWritten(live.join(', '))}</p>
      <ol className="stack connect-next">
        {spoken.map(({ name, role, connector }) => (
          <li key={`${role} ${name}`}>
            {/* The two that are spoken by the API of Gatepass itself come to it. */}
            {connector === `${role}-api` ? (
              <>
                {said.nextKey(name)} <code>{said.keyCommand(role, name)}</code>{' '}
                <a className="row-link" href="/docs/api">{said.nextApi}</a>
              </>
            ) : said.nextPush(name)}
          </li>
        ))}
        <li>
          {said.nextSee} <Link className="row-link" to="/">{said.toFlow}</Link>
        </li>
        <li>
          {said.nextMend}{' '}
          <Link className="row-link" to="/exceptions">{said.toExceptions}</Link>{' '}
          <Link className="row-link" to="/connect" search={{ step: 'mappings' }}>
            {said.toMappings}
          </Link>
        </li>
        {at('warehouse').map(({ name }) => (
          <li key={name}>
            {said.nextLive(name)} <code>{said.liveCommand(name)}</code>{' '}
            <Link className="row-link" to="/plans">{said.toPlans}</Link>{' '}
            <HandbookLink address="/docs/guides/going-live">{said.guideLive}</HandbookLink>
          </li>
        ))}
      </ol>
      {isDemo ? null : (
        <Would
          warehouses={at('warehouse').filter(({ connection }) => !live.includes(connection))
            .map(({ name }) => name)}
        />
      )}
    </section>
  );
}
