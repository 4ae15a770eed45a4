/** The settings of a connector as its manifest names them, each with its own help. */
import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SettingView } from '../api/connectors.ts';
import { words } from '../words/words.ts';
import type { Filled } from './document.ts';
import type { FieldFaults } from './faults.ts';

const said = words.connect;

type SettingFieldsProps = {
  readonly filled: Filled;
  readonly faults: FieldFaults;
  readonly onSetting: (path: string, value: string) => void;
  readonly onSecret: (path: string, value: string) => void;
};

export function SettingFields(props: SettingFieldsProps) {
  const { filled: { connector, draft, secrets }, faults } = props;
  const needed = connector.settings.filter(({ isRequired }) => isRequired);
  // Where nothing must be given, everything is there to be looked at.
  const shown = needed.length === 0 ? connector.settings : needed;
  const folded = connector.settings.filter((one) => !shown.includes(one));
  const isUsed = folded.some(({ path }) => faults[`settings.${path}`] !== undefined
    || (draft.settings[path] ?? secrets[path] ?? '') !== '');
  const [isOpen, setOpen] = useState(false);
  if (connector.settings.length === 0) return null;
  return (
    <fieldset className="connect-fields">
      <legend>{said.settings}</legend>
      {shown.map((one) => <Setting {...props} key={one.path} setting={one} />)}
      {folded.length === 0 ? null : (
        <details
          open={isOpen || isUsed} onToggle={(event) => setOpen(event.currentTarget.open)}
        >
          <summary>{said.moreSettings}</summary>
          <div className="connect-fields">
            {folded.map((one) => <Setting {...props} key={one.path} setting={one} />)}
          </div>
        </details>
      )}
    </fieldset>
  );
}

function Setting(
  { filled, faults, setting, onSetting, onSecret }: SettingFieldsProps & { setting: SettingView },
) {
  const { draft, secrets } = filled;
  const { path, isSecret, choices } = setting;
  const common = {
    label: setting.label, description: helpOf(setting),
    error: faults[`settings.${path}`], required: setting.isRequired,
  };
  if (isSecret) {
    return (
      <PasswordInput
        {...common} autoComplete="off" value={secrets[path] ?? ''}
        aria-invalid={common.error !== undefined}
        onChange={(event) => onSecret(path, event.currentTarget.value)}
      />
    );
  }
  const value = draft.settings[path] ?? '';
  return choices === null ? (
    <TextInput
      {...common} autoComplete="off" spellCheck={false} value={value}
      onChange={(event) => onSetting(path, event.currentTarget.value)}
    />
  ) : (
    <NativeSelect
      {...common} data={choices} value={value === '' ? choices[0] : value}
      onChange={(event) => onSetting(path, event.currentTarget.value)}
    />
  );
}

const helpOf = ({ meaning, isSecret, isRequired }: SettingView): string => [
  `${meaning}${isRequired ? '' : ` (${said.optional})`}.`, ...(isSecret ? [said.secretHint] : []),
].join(' ');
