/** The dry run: what would be another in the policy. Only what is shown here is applied. */
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { PolicyApplied, PolicyWish } from '../api/connectors.ts';
import { MayButton, offProps } from '../may/may-button.tsx';
import { words } from '../words/words.ts';
import { whyNoApply } from './step.tsx';

const said = words.connect;

type ChangeProps = {
  readonly tried: PolicyApplied;
  readonly wish: PolicyWish | undefined;
  /** What the button says that applies it. */
  readonly button: string;
  /** Null: nobody has checked it as it is now. */
  readonly isWell: boolean | null;
  readonly isOvertaken: boolean;
  readonly isDemo: boolean;
  readonly isBusy: boolean;
  readonly onApply: () => void;
};

export function Change(props: ChangeProps) {
  const { tried, wish, button, isWell, isOvertaken, isDemo, isBusy, onApply } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const secrets = Object.keys(wish?.secrets ?? {});
  return (
    <section className="connect-change stack" aria-labelledby="connect-change">
      <h3 id="connect-change" ref={title} tabIndex={-1}>{said.changeTitle}</h3>
      {isOvertaken ? <p role="alert" className="problem-text">{said.overtaken}</p> : null}
      <p className="quiet">{tried.isChanged ? said.changeMeans : said.nothing}</p>
      <ul className="connect-diff" aria-label={said.changes}>
        {tried.changes.map((change) => <li key={change}><code>{change}</code></li>)}
      </ul>
      {secrets.length === 0 ? null : (
        <p className="quiet">{said.secretsGiven}: {secrets.join(', ')}</p>
      )}
      {tried.warnings.length === 0 && isWell === true ? null : (
        <ul className="connect-warnings" aria-label={said.warnings}>
          {isWell === true ? null : <li>{isWell === null ? said.notChecked : said.notWell}</li>}
          {tried.warnings.map((warning) => <li key={warning}>{warning}</li>)}
        </ul>
      )}
      {isDemo ? (
        <div>
          <Button {...offProps('connect-in-demo')} type="button">{button}</Button>
          <p id="connect-in-demo" className="why-not">{said.inDemo}</p>
        </div>
      ) : (
        <div>
          <MayButton
            right="change-policy" reason={whyNoApply} type="button" loading={isBusy}
            onClick={onApply}
          >
            {button}
          </MayButton>
        </div>
      )}
    </section>
  );
}
