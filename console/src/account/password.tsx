import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { choosePassword } from '../api/people.ts';
import { meQuestion, waysQuestion } from '../api/questions.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { words } from '../words/words.ts';

type PasswordFormProps = { readonly hasPassword: boolean; readonly email: string | null };

const said = words.account;

/** A first password, or another one. Managers find what they look for: address, old, new. */
export function PasswordForm({ hasPassword, email }: PasswordFormProps) {
  const client = useQueryClient();
  const { data: ways } = useQuery(waysQuestion);
  const [isEmpty, setEmpty] = useState(false);
  const choose = useMutation({
    mutationFn: choosePassword,
    onSuccess: () => client.invalidateQueries({
      predicate: ({ queryKey: [kind] }) => kind === meQuestion.queryKey[0] || kind === 'sessions',
    }),
  });
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    // As it was typed: blanks at an end belong to a password.
    const textOf = (field: string): string => {
      const value = new FormData(form).get(field);
      return typeof value === 'string' ? value : '';
    };
    const next = textOf('next');
    const current = hasPassword ? textOf('current') : null;
    setEmpty(next === '' || current === '');
    if (next === '' || current === '') return;
    choose.mutate({ next, current }, { onSuccess: () => form.reset() });
  }
  const toggle = { 'aria-label': said.showPassword };
  return (
    <form className="panel stack" aria-label={said.passwordTitle} onSubmit={submit} noValidate>
      <h2>{said.passwordTitle}</h2>
      {hasPassword ? null : <p>{said.passwordNone}</p>}
      <input type="hidden" name="username" autoComplete="username" value={email ?? ''} readOnly />
      {hasPassword ? (
        <PasswordInput
          name="current" label={said.current} autoComplete="current-password"
          error={isEmpty ? said.emptyPassword : null} visibilityToggleButtonProps={toggle}
        />
      ) : null}
      <PasswordInput
        name="next" label={said.next} autoComplete="new-password"
        description={ways === undefined ? null : said.nextHint(ways.shortestPassword)}
        error={isEmpty && !hasPassword ? said.emptyPassword : null}
        visibilityToggleButtonProps={toggle}
      />
      <div>
        <Button type="submit" loading={choose.isPending}>
          {hasPassword ? said.change : said.choose}
        </Button>
      </div>
      <div role="status">{choose.data?.sentence ?? null}</div>
      {choose.isError ? (
        <DeedTrouble error={choose.error} look="password" onClose={() => choose.reset()} />
      ) : null}
    </form>
  );
}
