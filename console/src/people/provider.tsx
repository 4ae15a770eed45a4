/** The company's own sign-in (OpenID Connect): told here, asked before it counts, taken away. */
import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { faultsOf } from '../api/client.ts';
import {
  forgetProvider, setProvider, type ProviderView, type ProviderWish,
} from '../api/people.ts';
import { providerQuestion, waysQuestion } from '../api/questions.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { typedInto } from '../look/typed.ts';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';

const said = words.provider;

export function Provider() {
  const answer = useQuery(providerQuestion);
  return (
    <section className="panel stack" aria-labelledby="provider">
      <h2 id="provider">{said.title}</h2>
      <p>{said.means}</p>
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {answer.data === undefined ? null : <Known view={answer.data} />}
    </section>
  );
}

function Known({ view }: { readonly view: ProviderView }) {
  const { provider } = view;
  const [isAsking, setAsking] = useState(false);
  const [done, setDone] = useState('');
  return (
    <>
      {provider === null ? <p className="quiet">{said.none}</p> : (
        <dl className="provider">
          <div><dt>{said.name}</dt><dd>{provider.name}</dd></div>
          <div><dt>{said.issuer}</dt><dd><code>{provider.issuer}</code></dd></div>
          <div><dt>{said.clientId}</dt><dd><code>{provider.clientId}</code></dd></div>
          <div>
            <dt>{said.unverified}</dt>
            <dd>{provider.trustsUnverified ? said.unverifiedYes : said.unverifiedNo}</dd>
          </div>
          <div>
            <dt>{said.changed}</dt>
            <dd><LocalClock at={provider.changedAt} /> {provider.changedBy}</dd>
          </div>
        </dl>
      )}
      <p role="status">{done}</p>
      {isAsking ? (
        <Form
          view={view} onBack={() => setAsking(false)}
          onDone={(name) => {
            setAsking(false);
            setDone(said.isSet(name));
          }}
        />
      ) : (
        <div className="row">
          <Button
            variant="default"
            onClick={() => {
              setDone('');
              setAsking(true);
            }}
          >
            {provider === null ? said.setUp : said.change}
          </Button>
          {provider === null ? null : (
            <Away name={provider.name} onDone={() => setDone(said.isAway)} />
          )}
        </div>
      )}
    </>
  );
}

type FormProps = {
  readonly view: ProviderView;
  readonly onBack: () => void;
  readonly onDone: (name: string) => void;
};

const fields = ['name', 'issuer', 'clientId', 'clientSecret'] as const;

function Form({ view, onBack, onDone }: FormProps) {
  const client = useQueryClient();
  const [empty, setEmpty] = useState<readonly string[]>([]);
  const [isCopied, setCopied] = useState(false);
  const save = useMutation({
    mutationFn: (wish: ProviderWish) => setProvider(wish),
    onSuccess: (after, { name }) => {
      client.setQueryData(providerQuestion.queryKey, after);
      void client.invalidateQueries({ queryKey: waysQuestion.queryKey });
      onDone(name);
    },
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const textOf = typedInto(event.currentTarget);
    const missing = fields.filter((field) => textOf(field) === '');
    setEmpty(missing);
    if (missing.length > 0) return;
    save.mutate({
      name: textOf('name'), issuer: textOf('issuer'), clientId: textOf('clientId'),
      clientSecret: textOf('clientSecret'), trustsUnverified: textOf('unverified') !== '',
    });
  }

  const faults = faultsOf(save.error);
  const errorOf = (field: string): string | null => empty.includes(field) ? said.needed
    : faults.find(({ path }) => path === field)?.problem ?? null;
  const common = { autoComplete: 'off', spellCheck: false } as const;
  return (
    <form className="stack provider-form" aria-label={said.title} onSubmit={submit} noValidate>
      <p>{said.first}</p>
      <div className="row fields">
        <TextInput
          label={said.returnsTo} value={view.returnsTo} readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          variant="default"
          onClick={() => void navigator.clipboard.writeText(view.returnsTo)
            .then(() => setCopied(true))}
        >
          {said.copy}
        </Button>
        <span role="status">{isCopied ? said.copied : null}</span>
      </div>
      <p>{said.then}</p>
      <TextInput
        {...common} name="name" label={said.name} description={said.nameHint}
        defaultValue={view.provider?.name ?? ''} error={errorOf('name')}
      />
      <TextInput
        {...common} name="issuer" label={said.issuer} description={said.issuerHint}
        defaultValue={view.provider?.issuer ?? ''} error={errorOf('issuer')}
      />
      <TextInput
        {...common} name="clientId" label={said.clientId}
        defaultValue={view.provider?.clientId ?? ''} error={errorOf('clientId')}
      />
      <PasswordInput
        {...common} name="clientSecret" label={said.clientSecret} description={said.secretHint}
        error={errorOf('clientSecret')}
        visibilityToggleButtonProps={{ 'aria-label': said.showSecret }}
      />
      <Checkbox
        name="unverified" label={said.trust} description={said.trustHint}
        defaultChecked={view.provider?.trustsUnverified ?? false}
      />
      <div className="row">
        <Button type="submit" loading={save.isPending}>{said.save}</Button>
        <Button variant="default" onClick={onBack}>{said.back}</Button>
      </div>
      {save.isError ? (
        <DeedTrouble error={save.error} look="page" onClose={() => save.reset()} />
      ) : null}
    </form>
  );
}

function Away({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const away = useMutation({
    mutationFn: forgetProvider,
    onSuccess: (after) => {
      client.setQueryData(providerQuestion.queryKey, after);
      void client.invalidateQueries({ queryKey: waysQuestion.queryKey });
      onDone();
    },
  });
  if (!isAsking) {
    return <Button variant="default" onClick={() => setAsking(true)}>{said.away(name)}</Button>;
  }
  return (
    <div className="stack" role="group" aria-label={said.away(name)}>
      <p>{said.awayMeans}</p>
      <div className="row">
        <Button loading={away.isPending} onClick={() => away.mutate()}>{said.awayNow}</Button>
        <Button variant="default" onClick={() => setAsking(false)}>{said.back}</Button>
      </div>
      {away.isError ? (
        <DeedTrouble error={away.error} look="page" onClose={() => away.reset()} />
      ) : null}
    </div>
  );
}
