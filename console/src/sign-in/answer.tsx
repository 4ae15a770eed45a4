import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { words } from '../words/words.ts';

export type Way = 'key' | 'link' | 'password' | 'demo' | 'provider';

export type State =
  | { readonly is: 'ready' }
  | { readonly is: 'working'; readonly by: Way }
  | { readonly is: 'refused'; readonly by: Exclude<Way, 'provider'>; readonly hint: string }
  | { readonly is: 'cut' }
  | { readonly is: 'troubled'; readonly error: unknown };

const { signIn: said } = words;

const refusals = {
  key: { title: said.keyRefused, means: said.keyRefusedMeans },
  link: { title: said.linkRefused, means: said.linkRefusedMeans },
  password: { title: said.passwordRefused, means: said.passwordRefusedMeans },
  demo: { title: said.demoRefused, means: said.demoRefusedMeans },
} as const;

/** How the last try ended, in words. */
export function Answer({ state, onClose }: { state: State; onClose: () => void }) {
  switch (state.is) {
    case 'ready':
      return null;
    case 'working':
      return state.by === 'link' ? <p role="status">{said.linkWorking}</p> : null;
    case 'troubled':
      return <DeedTrouble error={state.error} look="harmless" onClose={onClose} />;
    case 'cut':
      return <Refusal title={said.linkCut} means={said.linkCutMeans} />;
    case 'refused':
      return <Refusal {...refusals[state.by]} hint={state.hint} />;
    default:
      return state satisfies never;
  }
}

/** Which words stand for what the provider, or the way back from it, said. */
const kinds: Readonly<Record<string, keyof typeof said.providerWords>> = {
  signup_disabled: 'not-invited',
  account_not_linked: 'not-checked',
  unable_to_link_account: 'not-checked',
  please_restart_the_process: 'late',
  state_mismatch: 'late',
  state_not_found: 'late',
};

/** What came back in the address from a provider that let nobody in. */
export function ProviderAnswer({ error }: { error: string }) {
  const kind = kinds[error] ?? 'refused';
  return <Refusal title={said.providerRefused} means={said.providerWords[kind]} hint={error} />;
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
