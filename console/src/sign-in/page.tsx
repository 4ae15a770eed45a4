/** Sign-in by a pasted key, or by a one-time link that arrives with its token behind the hash. */
import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { detailOf, signInByKey, signInByLink, statusOf } from '../api/client.ts';
import { tokenInFragment } from '../frame/address.ts';
import { Brand } from '../frame/brand.tsx';
import { DemoBar } from '../frame/demo-bar.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { words } from '../words/en-gb.ts';
import './sign-in.css';

type Way = 'key' | 'link';
type State =
  | { readonly is: 'ready' }
  | { readonly is: 'working'; readonly by: Way }
  | { readonly is: 'refused'; readonly by: Way; readonly hint: string }
  | { readonly is: 'cut' }
  | { readonly is: 'troubled'; readonly error: unknown };

const route = getRouteApi('/sign-in');

export function SignInPage() {
  useTitle(words.signIn.title);
  const { next } = route.useSearch();
  const [state, setState] = useState<State>({ is: 'ready' });
  const enter = useEnter(next ?? '/');

  async function signIn(by: Way, secret: string) {
    setState({ is: 'working', by });
    try {
      await (by === 'key' ? signInByKey(secret) : signInByLink(secret));
    } catch (error) {
      return setState(refusalOf(by, error));
    }
    await enter();
  }

  useLink((token) => {
    if (token === '') setState({ is: 'cut' });
    else void signIn('link', token);
  });

  return (
    <>
      <header><DemoBar /><div className="top"><Brand /></div></header>
      <main className="page sign-in stack">
        <h1>{words.signIn.title}</h1>
        <p className="quiet">{next === undefined ? words.signIn.intro : words.signIn.required}</p>
        <Answer state={state} onAgain={() => setState({ is: 'ready' })} />
        <KeyForm isWorking={state.is === 'working'} onKey={(key) => void signIn('key', key)} />
        <p className="quiet">{words.signIn.orLink}</p>
      </main>
    </>
  );
}

function KeyForm({ isWorking, onKey }: { isWorking: boolean; onKey: (key: string) => void }) {
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
        name="key" label={words.signIn.key} description={words.signIn.keyHint}
        error={isEmpty ? words.signIn.empty : null}
        autoComplete="current-password" spellCheck={false} withAsterisk={false} required
        visibilityToggleButtonProps={{ 'aria-label': words.signIn.showKey }}
      />
      <div><Button type="submit" loading={isWorking}>{words.signIn.button}</Button></div>
    </form>
  );
}

function Answer({ state, onAgain }: { state: State; onAgain: () => void }) {
  const { signIn } = words;
  if (state.is === 'working' && state.by === 'link') {
    return <p role="status">{signIn.linkWorking}</p>;
  }
  if (state.is === 'troubled') return <Trouble error={state.error} onAgain={onAgain} />;
  if (state.is === 'cut') return <Refusal title={signIn.linkCut} means={signIn.linkCutMeans} />;
  if (state.is !== 'refused') return null;
  return state.by === 'key'
    ? <Refusal title={signIn.keyRefused} means={signIn.keyRefusedMeans} hint={state.hint} />
    : <Refusal title={signIn.linkRefused} means={signIn.linkRefusedMeans} hint={state.hint} />;
}

type RefusalProps = { readonly title: string; readonly means: string; readonly hint?: string };

function Refusal({ title, means, hint = '' }: RefusalProps) {
  return (
    <section className="panel trouble stack" role="alert">
      <h2>{title}</h2>
      <p>{means}</p>
      {hint === '' ? null : (
        <details><summary>{words.trouble.detail}</summary><code>{hint}</code></details>
      )}
    </section>
  );
}

/** 4xx is a no to this key or link; too many tries, silence and faults are told as such. */
function refusalOf(by: Way, error: unknown): State {
  const status = statusOf(error);
  if (status === null || status === 429 || status >= 500) return { is: 'troubled', error };
  return { is: 'refused', by, hint: detailOf(error) };
}

function useEnter(next: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    client.clear();
    await navigate({ to: next, replace: true });
  };
}

/** Takes the token out of the address before anything else can see or keep it, and once only. */
function useLink(onToken: (token: string) => void): void {
  const isTaken = useRef(false);
  const told = useRef(onToken);
  useEffect(() => {
    const token = tokenInFragment(location.hash);
    if (token === null || isTaken.current) return;
    isTaken.current = true;
    history.replaceState(history.state, '', location.pathname + location.search);
    told.current(token);
  }, []);
}
