/**
 * A box for filters in words. What was understood is proposed as chips, to be taken away or
 * changed; what was not is named. Nothing counts before somebody says so.
 */
import { Button, TextInput } from '@mantine/core';
import { useId, useRef, useState, type SubmitEvent } from 'react';
import type { OrderFilter } from '../api/client.ts';
import { useNames } from '../api/names.ts';
import { typedInto } from '../look/typed.ts';
import { useNow } from '../time/use-now.ts';
import { useZone } from '../time/zone.tsx';
import { typedFilterWords as said } from '../words/typed-filter.ts';
import { words } from '../words/words.ts';
import { besides } from './besides.ts';
import { ProposedChips } from './proposed-chips.tsx';
import { readFilter, type TypedFilter } from './typed-filter.ts';
import { vocabularyOf } from './typed-vocabulary.ts';

type TypedBoxProps = {
  /** What is in force. */
  readonly filter: OrderFilter;
  readonly onUse: (filter: OrderFilter) => void;
};

export function TypedBox({ filter, onUse }: TypedBoxProps) {
  const names = useNames();
  const clock = { now: useNow(), zone: useZone() };
  const [proposal, setProposal] = useState<TypedFilter | null>(null);
  const box = useRef<HTMLInputElement>(null);

  function read(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = typedInto(event.currentTarget)('words');
    setProposal(text === '' ? null : readFilter(text, vocabularyOf(names), clock));
  }

  const leave = () => {
    setProposal(null);
    box.current?.focus();
  };

  const use = (next: OrderFilter) => {
    onUse(next);
    if (box.current !== null) box.current.value = '';
    leave();
  };

  return (
    <>
      <form className="row typed-box" aria-label={said.title} onSubmit={read}>
        <TextInput
          ref={box} name="words" aria-label={said.title} placeholder={said.hint}
          autoComplete="off" spellCheck={false}
        />
        <Button type="submit" variant="default">{said.read}</Button>
      </form>
      {proposal === null ? null : (
        <Proposal
          proposal={proposal} isBeside={Object.values(filter).some((one) => one !== undefined)}
          onChange={(changed) => setProposal({ ...proposal, filter: changed })}
          onUse={() => use(besides(filter, proposal.filter))}
          onUseOnly={() => use(proposal.filter)} onLeave={leave}
        />
      )}
    </>
  );
}

type ProposalProps = {
  readonly proposal: TypedFilter;
  /** Whether other filters are in force. */
  readonly isBeside: boolean;
  readonly onChange: (filter: OrderFilter) => void;
  readonly onUse: () => void;
  readonly onUseOnly: () => void;
  readonly onLeave: () => void;
};

function Proposal(
  { proposal, isBeside, onChange, onUse, onUseOnly, onLeave }: ProposalProps,
) {
  const { filter, notUnderstood, unclear, together } = proposal;
  const title = useId();
  const isEmpty = Object.values(filter).every((one) => one === undefined);
  return (
    <div
      role="group" aria-labelledby={title} tabIndex={-1} className="panel stack proposal"
      ref={focusFirst}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <div id={title} className="stack">
        <p><strong>{said.proposed}</strong></p>
        {isEmpty ? <p>{said.nothing}</p> : null}
        {notUnderstood.length === 0 ? null : (
          <p className="not-understood">{said.notUnderstood(notUnderstood)}</p>
        )}
        {unclear.map(({ text, parts }) => (
          <p key={text}>
            {said.unclear(text, parts.map((part) => words.orders.begins[part]))}
          </p>
        ))}
        {together.map((text) => <p key={text}>{said.together(text)}</p>)}
      </div>
      <ProposedChips filter={filter} onChange={onChange} />
      {isEmpty ? null : (
        <p className="quiet">{isBeside ? said.meaning : said.notYet}</p>
      )}
      <div className="row">
        {isEmpty ? null : <Button onClick={onUse}>{said.these}</Button>}
        {isEmpty || !isBeside ? null : (
          <Button variant="default" onClick={onUseOnly}>{said.onlyThese}</Button>
        )}
        <Button variant="default" onClick={onLeave}>{said.leave}</Button>
      </div>
    </div>
  );
}

/** Whoever typed hears at once what became of it. */
const focusFirst = (group: HTMLElement | null): void => group?.focus();
