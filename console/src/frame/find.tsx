/** Finds an order by its number: exactly one hit opens at once, anything else is a list. */
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { numberQuestion } from '../api/questions.ts';
import { words } from '../words/en-gb.ts';

/** The key `/` puts the caret here. */
export const findBoxId = 'find-order';

export function Find() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const current = search.orderNumber ?? '';

  async function find(number: string) {
    if (number === '') return navigate({ to: '/' });
    const hits = await client.fetchQuery(numberQuestion(number)).catch(() => null);
    const only = hits?.items.length === 1 ? hits.items[0] : undefined;
    return only === undefined
      // Without an answer too: the list tells the trouble in words.
      ? navigate({ to: '/', search: { orderNumber: number } })
      : navigate({ to: '/orders/$id', params: { id: only.id } });
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const number = new FormData(event.currentTarget).get('number');
    void find(typeof number === 'string' ? number.trim() : '');
  }

  return (
    <form role="search" className="find" onSubmit={submit}>
      <TextInput
        key={current} id={findBoxId} name="number" size="sm" defaultValue={current}
        aria-label={words.frame.find} placeholder={words.frame.findHint}
        autoComplete="off" autoCapitalize="characters" spellCheck={false}
      />
      <Button type="submit" variant="default" size="sm">{words.frame.findButton}</Button>
    </form>
  );
}
