/** One small form under its button: a few fields, a button that does it, and a way back. */
import { Button, TextInput } from '@mantine/core';
import type { ReactNode, SubmitEvent } from 'react';
import { typedInto } from '../look/typed.ts';
import { MayButton } from '../may/may-button.tsx';
import type { RightName } from '../may/use-may.ts';
import { words } from '../words/words.ts';
import { focusWrong, useOwnFocus } from './own-focus.ts';
import './ask.css';

export type Filled = (field: string) => string;

type AskProps = {
  readonly title: string;
  readonly button: string;
  readonly isBusy: boolean;
  readonly onSay: (filled: Filled) => void;
  readonly onBack: () => void;
  readonly children: ReactNode;
  /** Where nothing before the form asks for it: the right, and who says why it is off. */
  readonly needs?: { readonly right: RightName; readonly reason: string };
  /** A part of its page: nobody opened it, so it does not take the focus. */
  readonly isStanding?: true;
};

export function Ask(
  { title, button, isBusy, onSay, onBack, children, needs, isStanding }: AskProps,
) {
  const form = useOwnFocus(isStanding !== true);
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    onSay(typedInto(event.currentTarget));
    focusWrong(event.currentTarget);
  }
  return (
    <form ref={form} className="row asked" aria-label={title} onSubmit={submit}>
      {children}
      {needs === undefined ? <Button type="submit" loading={isBusy}>{button}</Button>
        : <MayButton {...needs} type="submit" loading={isBusy}>{button}</MayButton>}
      <Button variant="default" onClick={onBack}>{words.exceptions.cancel}</Button>
    </form>
  );
}

/** A person answers for what they do by name, so they are asked why. */
export function Why({ isEmpty }: { isEmpty: boolean }) {
  const said = words.exceptions;
  return (
    <TextInput
      name="why" label={said.why} autoComplete="off" error={isEmpty ? said.whyEmpty : null}
    />
  );
}
