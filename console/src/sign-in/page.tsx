/**
 * Sign-in: by address and password, at a provider where one is set up, by a one-time link that
 * arrives with its token behind the hash, by a pasted key, and in the demo by one click a role.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { detailOf, signInByKey, signInByLink, statusOf } from '../api/client.ts';
import { beginAtProvider, signInByPassword, signInToDemo, type PersonView } from '../api/people.ts';
import { waysQuestion } from '../api/questions.ts';
import { tokenInFragment } from '../frame/address.ts';
import { Brand } from '../frame/brand.tsx';
import { DemoBar } from '../frame/demo-bar.tsx';
import { useTitle } from '../frame/use-title.ts';
import { addressOfHome, homeNow } from '../views/home.ts';
import { words } from '../words/words.ts';
import { Answer, ProviderAnswer, type State, type Way } from './answer.tsx';
import { Demo } from './demo.tsx';
import { KeyForm, PasswordForm, ProviderButton } from './forms.tsx';
import './sign-in.css';

const route = getRouteApi('/sign-in');
const { signIn: said } = words;

export function SignInPage() {
  useTitle(said.title);
  const { next: asked, error } = route.useSearch();
  const home = homeNow();
  const next = asked ?? (home === null ? '/' : addressOfHome(home));
  const { data: ways } = useQuery(waysQuestion);
  const [state, setState] = useState<State>({ is: 'ready' });
  const enter = useEnter();

  async function signIn(by: Way, work: () => Promise<void>, to = next) {
    setState({ is: 'working', by });
    try {
      await work();
    } catch (problem) {
      return setState(refusalOf(by, problem));
    }
    await enter(to);
  }

  async function leaveForProvider() {
    setState({ is: 'working', by: 'provider' });
    try {
      const { url } = await beginAtProvider(next);
      location.assign(url);
    } catch (problem) {
      setState(refusalOf('provider', problem));
    }
  }

  useLink((token) => {
    if (token === '') setState({ is: 'cut' });
    // Whoever has a link has no password yet, or none that they know: that is done first, unless
    // the link itself says where to, as that of the demo does.
    else void signIn('link', () => signInByLink(token), asked ?? '/account');
  });

  const working = state.is === 'working' ? state.by : null;
  return (
    <>
      <header><DemoBar /><div className="top"><Brand /></div></header>
      <main className="page sign-in stack">
        <h1>{said.title}</h1>
        <p className="quiet">{asked === undefined ? said.intro : said.required}</p>
        {error !== undefined && state.is === 'ready' ? <ProviderAnswer error={error} /> : null}
        <Answer state={state} onClose={() => setState({ is: 'ready' })} />
        <Demo
          people={ways?.demo ?? []} isWorking={working === 'demo'}
          onChosen={(role: PersonView['role']) => void signIn('demo', () => signInToDemo(role))}
        />
        <PasswordForm
          isWorking={working === 'password'}
          onGiven={(email, password) =>
            void signIn('password', () => signInByPassword(email, password))}
        />
        {ways === undefined || ways.provider === null ? null : (
          <ProviderButton
            name={ways.provider.name} isWorking={working === 'provider'}
            onChosen={() => void leaveForProvider()}
          />
        )}
        <details>
          <summary>{said.otherWays}</summary>
          <div className="stack other-ways">
            <KeyForm
              isWorking={working === 'key'}
              onKey={(key) => void signIn('key', () => signInByKey(key))}
            />
            <p className="quiet">{said.orLink}</p>
          </div>
        </details>
      </main>
    </>
  );
}

/** 4xx is a no to this way in; too many tries, silence and faults are told as such. */
function refusalOf(by: Way, error: unknown): State {
  const status = statusOf(error);
  const isTrouble = status === null || status === 429 || status >= 500;
  if (isTrouble || by === 'provider') return { is: 'troubled', error };
  return { is: 'refused', by, hint: detailOf(error) };
}

function useEnter() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (to: string) => {
    client.clear();
    // By its whole address, so that the place on the page comes along.
    await navigate({ href: to, replace: true });
  };
}

/**
 * Takes the token out of the address before anything else can see or keep it: the page was opened
 * by the link, or the link was pasted into the tab that shows this page already.
 */
function useLink(onToken: (token: string) => void): void {
  const told = useRef(onToken);
  useEffect(() => {
    told.current = onToken;
  });
  useEffect(() => {
    function take() {
      const token = tokenInFragment(location.hash);
      if (token === null) return;
      history.replaceState(history.state, '', location.pathname + location.search);
      told.current(token);
    }
    take();
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
}
