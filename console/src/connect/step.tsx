import { Button, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type RefObject } from 'react';
import type { ConnectorView } from '../api/connectors.ts';
import type { Policy } from '../api/client.ts';
import { words } from '../words/words.ts';
import type { Draft, Secrets } from './draft.ts';
import { Form } from './form.tsx';
import { placeDefaults } from './place-defaults.ts';
import { Guides, WayField } from './way-field.tsx';
import { askedBy, entersInto, wayOf } from './ways.ts';
import { connectedIn, placeAfter, roleOf, type Connected, type ConnectStep } from './steps.ts';

/** Where the page says once why nothing can be applied. */
export const whyNoApply = 'why-no-apply';

const said = words.connect;

export type StepProps = {
  /** Takes the focus when another step is opened. */
  readonly title: RefObject<HTMLHeadingElement | null>;
  readonly step: ConnectStep;
  readonly connectors: readonly ConnectorView[];
  readonly policy: Policy;
  readonly isDemo: boolean;
  readonly connected: readonly Connected[];
  readonly draft: Draft;
  readonly secrets: Secrets;
  readonly onDraft: (draft: Draft) => void;
  readonly onSecrets: (secrets: Secrets) => void;
  /** With a sentence that says what is in force now. */
  readonly onApplied: (sentence: string) => void;
};

export function Step(props: StepProps) {
  const { step, connected, title } = props;
  const [isMore, setMore] = useState(props.draft.name !== '');
  const isFormShown = connected.length === 0 || isMore;
  return (
    <section className="panel stack" aria-labelledby="connect-step">
      <h2 id="connect-step" ref={title} tabIndex={-1}>{said.heads[step]}</h2>
      <p>{said.means[step]}</p>
      {connected.length === 0 ? null : <Already step={step} connected={connected} />}
      {isFormShown ? <Filling {...props} /> : (
        <div>
          <Button variant="default" onClick={() => setMore(true)}>{said.another}</Button>
        </div>
      )}
    </section>
  );
}

function Already({ step, connected }: Pick<StepProps, 'step' | 'connected'>) {
  const after = placeAfter(step);
  return (
    <>
      <h3>{said.already}</h3>
      <ul className="plain">
        {connected.map(({ name, connection, connector }) => (
          <li key={name}>
            <strong>{name}</strong>{' '}
            <span className="quiet">
              {connection === name ? connector : `${connection}, ${connector}`}
            </span>
          </li>
        ))}
      </ul>
      <p className="row">
        <Link className="row-link" to="/connect" search={{ step: after }}>
          {said.onward(said.places[after])}
        </Link>
        <Link className="row-link" to="/connections">{said.toConnections}</Link>
      </p>
    </>
  );
}

/** Which kind of system; then what it is called and how it is reached. */
function Filling(props: StepProps) {
  const { step, connectors, policy, draft, secrets, onDraft, onSecrets } = props;
  const fitting = connectors.filter(({ roles }) => roles.includes(roleOf(step)));
  const connector = fitting.find((one) => one.connector === draft.connector) ?? fitting[0];
  if (connector === undefined) return null;
  const way = wayOf(connector, draft.way);
  const accounts = connectedIn(policy.document, 'shipstation', connectors).map(({ name }) => name);
  const enters = entersInto(accounts, policy.document, connectors);
  const usual = placeDefaults(step, accounts, enters);
  // What was kept of an answer may not fit these accounts any more.
  const mayStay = (name: string, value: string): boolean => name === 'shipstation'
    ? accounts.includes(value) : name !== 'enters' || enters?.includes(value) !== false;
  const place = { ...usual, ...Object.fromEntries(Object.entries(draft.place)
    .filter(([name, value]) => mayStay(name, value))) };
  return (
    <>
      <NativeSelect
        label={said.kind} value={connector.connector}
        {...(step === 'shipstation' ? {} : { description: said.kindHint })}
        data={fitting.map((one) => ({ value: one.connector, label: one.title }))}
        onChange={(event) => {
          onDraft({ ...draft, connector: event.currentTarget.value, way: '' });
          onSecrets({});
        }}
      />
      <WayField
        connector={connector} way={way}
        onWay={(chosen) => onDraft({ ...draft, connector: connector.connector, way: chosen })}
      />
      <Guides connector={connector} way={way} />
      <Form
        {...props} key={`${connector.connector} ${way ?? ''}`} accounts={accounts} enters={enters}
        filled={{
          step, connector: askedBy(connector, way), secrets,
          draft: { ...draft, connector: connector.connector, place },
        }}
      />
    </>
  );
}
