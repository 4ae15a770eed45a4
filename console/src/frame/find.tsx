/** The box on every page: whatever a customer, a label or a tote has leads to the page Find. */
import { Button, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { useFollowed } from '../keys/keep-focus.ts';
import { words } from '../words/words.ts';

/** The key `/` puts the caret here. */
export const findBoxId = 'find-order';

export function Find() {
  const navigate = useNavigate();
  const current = useSearch({ strict: false }).q ?? '';
  const box = useFollowed(current);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('q');
    const q = typeof typed === 'string' ? typed.trim() : '';
    void navigate({ to: '/find', search: q === '' ? {} : { q } });
  }

  return (
    <form role="search" className="find" onSubmit={submit}>
      <TextInput
        ref={box} id={findBoxId} name="q" size="sm" defaultValue={current}
        aria-label={words.frame.find} placeholder={words.frame.findHint}
        autoComplete="off" spellCheck={false}
      />
      <Button type="submit" variant="default" size="sm">{words.frame.findButton}</Button>
    </form>
  );
}
