import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { words } from '../words/words.ts';

const { signIn: said } = words;

type PasswordFormProps = {
  readonly isWorking: boolean;
  readonly onGiven: (email: string, password: string) => void;
};

export function PasswordForm({ isWorking, onGiven }: PasswordFormProps) {
  const [isEmpty, setEmpty] = useState(false);
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const textOf = (field: string): string => {
      const value = form.get(field);
      return typeof value === 'string' ? value : '';
    };
    // A password is taken as it was typed; blanks around an address come from pasting.
    const [email, password] = [textOf('email').trim(), textOf('password')];
    setEmpty(email === '' || password === '');
    if (email !== '' && password !== '') onGiven(email, password);
  }
  return (
    <form className="panel stack" onSubmit={submit} noValidate>
      <TextInput
        name="email" type="email" label={said.email} autoComplete="username" spellCheck={false}
        error={isEmpty ? said.passwordEmpty : null} withAsterisk={false} required
      />
      <PasswordInput
        name="password" label={said.password} autoComplete="current-password"
        withAsterisk={false} required
        visibilityToggleButtonProps={{ 'aria-label': said.showPassword }}
      />
      <div><Button type="submit" loading={isWorking}>{said.button}</Button></div>
    </form>
  );
}

type ProviderButtonProps = {
  readonly name: string;
  readonly isWorking: boolean;
  readonly onChosen: () => void;
};

export function ProviderButton({ name, isWorking, onChosen }: ProviderButtonProps) {
  return (
    <>
      <p className="quiet or">{said.or}</p>
      <div>
        <Button variant="default" loading={isWorking} onClick={onChosen}>
          {said.provider(name)}
        </Button>
      </div>
    </>
  );
}

export function KeyForm({ isWorking, onKey }: {
  readonly isWorking: boolean; readonly onKey: (key: string) => void;
}) {
  const [isEmpty, setEmpty] = useState(false);
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const entry = new FormData(event.currentTarget).get('key');
    const key = typeof entry === 'string' ? entry.trim() : '';
    setEmpty(key === '');
    if (key !== '') onKey(key);
  }
  return (
    <form className="panel stack" onSubmit={submit} noValidate>
      <PasswordInput
        name="key" label={said.key} description={said.keyHint}
        error={isEmpty ? said.empty : null}
        autoComplete="off" spellCheck={false} withAsterisk={false} required
        visibilityToggleButtonProps={{ 'aria-label': said.showKey }}
      />
      <div><Button type="submit" loading={isWorking}>{said.keyButton}</Button></div>
    </form>
  );
}
