/** One system filled in, checked, its change looked at, and applied. */
import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { faultsOf } from '../api/client.ts';
import { trySettings } from '../api/connectors.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { MayButton } from '../may/may-button.tsx';
import { words } from '../words/words.ts';
import { Change } from './change.tsx';
import { Checked } from './checked.tsx';
import { connectionName, settingsToTry, withSystem, type Filled } from './document.ts';
import { faultsAtFields, faultsHere, noFaults, type FieldFaults } from './faults.ts';
import type { Enters } from './place-defaults.ts';
import { PlaceFields } from './place-fields.tsx';
import { SettingFields } from './setting-fields.tsx';
import { whyNoApply, type StepProps } from './step.tsx';
import { useApply } from './use-apply.ts';

const said = words.connect;

type FormProps = StepProps & {
  readonly filled: Filled;
  readonly accounts: readonly string[];
  readonly enters: Enters;
};

export function Form(props: FormProps) {
  const { step, filled, accounts, enters, policy, isDemo, onDraft, onSecrets, onApplied } = props;
  const { draft } = filled;
  const [faults, setFaults] = useState<FieldFaults>(noFaults);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(faults).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);

  const refuse = (error: unknown): void =>
    setFaults(faultsAtFields(faultsOf(error), filled, policy.document));
  const check = useMutation({ mutationFn: () => trySettings(filled.connector.connector, {
    connection: connectionName(step, draft.name, policy.document),
    settings: settingsToTry(filled),
  }), onError: refuse });
  const { look, apply, isOvertaken, forget } = useApply({
    wish: (inForce) => withSystem(filled, inForce),
    onApplied: (version) => onApplied(said.applied(draft.name, version)), onRefused: refuse,
  });

  /** What was said of the fields as they were holds no longer. */
  function changed(field: string): void {
    check.reset();
    forget();
    setFaults(Object.fromEntries(Object.entries(faults).filter(([name]) => name !== field)));
  }

  function begin(go: () => void, isAsked: (field: string) => boolean): void {
    const found = Object.entries(faultsHere(filled, policy.document))
      .filter(([field]) => isAsked(field));
    setFaults(Object.fromEntries(found));
    if (found.length === 0) go();
  }

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    begin(() => look.mutate(withSystem(filled, policy)), () => true);
  }

  const secretsGone = draft.name !== '' && Object.keys(filled.secrets).length === 0
    && filled.connector.settings.some(({ isSecret, isRequired }) => isSecret && isRequired);
  const failed = [check, look, apply].find(({ error }) =>
    error !== null && faultsOf(error).length === 0);
  return (
    <form ref={form} className="stack" aria-label={said.heads[step]} onSubmit={submit} noValidate>
      {secretsGone ? <p className="quiet">{said.secretsGone}</p> : null}
      <TextInput
        label={said.names[step]} description={said.nameHints[step]} value={draft.name}
        autoComplete="off" spellCheck={false} error={faults['name']}
        onChange={(event) => {
          onDraft({ ...draft, name: event.currentTarget.value.trim() });
          changed('name');
        }}
      />
      <SettingFields
        filled={filled} faults={faults}
        onSetting={(path, value) => {
          onDraft({ ...draft, settings: { ...draft.settings, [path]: value } });
          changed(`settings.${path}`);
        }}
        onSecret={(path, value) => {
          onSecrets({ ...filled.secrets, [path]: value });
          changed(`settings.${path}`);
        }}
      />
      {step === 'shipstation' ? null : (
        <PlaceFields
          step={step} place={draft.place} accounts={accounts} enters={enters} faults={faults}
          onPlace={(name, value) => {
            onDraft({ ...draft, place: { ...draft.place, [name]: value } });
            changed(`place.${name}`);
          }}
        />
      )}
      <div role="alert">
        {Object.keys(faults).length === 0 ? null : (
          <p className="problem-text">{faults[''] ?? said.mend}</p>
        )}
      </div>
      <div className="row">
        <MayButton
          right="change-policy" reason={whyNoApply} type="button" variant="default"
          loading={check.isPending}
          onClick={() => begin(() => check.mutate(), (field) => !field.startsWith('place.'))}
        >
          {said.check}
        </MayButton>
        <MayButton
          right="change-policy" reason={whyNoApply} type="submit" loading={look.isPending}
        >
          {said.look}
        </MayButton>
      </div>
      <Checked answer={check.data} isAsking={check.isPending} />
      {failed === undefined ? null : (
        <DeedTrouble
          error={failed.error} look={failed === apply ? 'page' : 'harmless'}
          onClose={() => failed.reset()}
        />
      )}
      {look.data === undefined ? null : (
        <Change
          tried={look.data} wish={look.variables} isWell={check.data?.isWell ?? null}
          isOvertaken={isOvertaken} isDemo={isDemo} button={said.apply(draft.name)}
          isBusy={apply.isPending}
          onApply={() => {
            if (look.variables !== undefined) apply.mutate(look.variables);
          }}
        />
      )}
    </form>
  );
}
