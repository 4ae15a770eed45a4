import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { changeDetails } from '../api/people.ts';
import { meQuestion } from '../api/questions.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { typedInto } from '../look/typed.ts';
import { words } from '../words/words.ts';

const said = words.account;

/** For whoever came in by the link of the first start, and has no name or address yet. */
export function Details({ id, name }: { id: string; name: string }) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (details: { name: string; email: string }) => changeDetails(id, details),
    onSuccess: () => client.invalidateQueries({ queryKey: meQuestion.queryKey }),
  });
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const textOf = typedInto(event.currentTarget);
    save.mutate({ name: textOf('name'), email: textOf('email') });
  }
  return (
    <form className="panel stack" aria-label={said.firstTitle} onSubmit={submit}>
      <h2>{said.firstTitle}</h2>
      <p>{said.firstMeans}</p>
      <TextInput
        name="name" label={said.name} description={said.nameHint} defaultValue={name}
        autoComplete="name" required withAsterisk={false}
      />
      <TextInput
        name="email" type="email" label={said.email} autoComplete="email" required
        withAsterisk={false}
      />
      <div><Button type="submit" loading={save.isPending}>{said.save}</Button></div>
      {save.isError ? (
        <DeedTrouble error={save.error} look="page" onClose={() => save.reset()} />
      ) : null}
    </form>
  );
}
