/** To whom it is told that a view shows too many orders, and what too many is. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNames } from '../api/names.ts';
import type { ViewAlertWish } from '../api/team-views.ts';
import type { Filled } from '../ask/ask.tsx';
import { words } from '../words/words.ts';
import { alertTyped, type AlertTyped } from './alert-typed.ts';

const said = words.views;

type AlertFieldsProps = {
  /** As it is set; null: nobody is told. */
  readonly alert: ViewAlertWish | null;
  /** What was typed is no number. */
  readonly hasNoNumber: boolean;
};

export function AlertFields({ alert, hasNoNumber }: AlertFieldsProps) {
  const [to, setTo] = useState(alert?.to ?? '');
  const named = useNames().alerts;
  // One that the policy names no more is shown as long as it is set.
  const known = alert === null || named.includes(alert.to) ? named : [alert.to, ...named];
  if (known.length === 0) return <p className="asked-means quiet">{said.noAddress}</p>;
  return (
    <>
      <NativeSelect
        name="to" label={said.tell} value={to}
        data={[
          { value: '', label: said.nobody }, ...known.map((name) => ({ value: name, label: name })),
        ]}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {to === '' ? null : (
        <TextInput
          name="above" label={said.above} inputMode="numeric" autoComplete="off" maxLength={7}
          defaultValue={alert?.above ?? ''} error={hasNoNumber ? said.aboveMissing : null}
        />
      )}
      <p className="asked-means quiet">{said.alertMeans}</p>
    </>
  );
}

export const alertIn = (filled: Filled): AlertTyped => alertTyped(filled('to'), filled('above'));
