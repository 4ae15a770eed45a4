/** The settings of a connector as its manifest names them, each with its own help. */
import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import type { SettingView } from '../api/connectors.ts';
import { words } from '../words/en-gb.ts';
import type { Filled } from './document.ts';
import type { FieldFaults } from './faults.ts';

const said = words.connect;

type SettingFieldsProps = {
  readonly filled: Filled;
  readonly faults: FieldFaults;
  readonly onSetting: (path: string, value: string) => void;
  readonly onSecret: (path: string, value: string) => void;
};

export function SettingFields({ filled, faults, onSetting, onSecret }: SettingFieldsProps) {
  const { connector, draft, secrets } = filled;
  if (connector.settings.length === 0) return null;
  return (
    <fieldset className="connect-fields">
      <legend>{said.settings}</legend>
      {connector.settings.map((setting) => {
        const { path, isSecret, choices } = setting;
        const common = {
          label: <code>{path}</code>, description: helpOf(setting),
          error: faults[`settings.${path}`], required: setting.isRequired,
        };
        if (isSecret) {
          return (
            <PasswordInput
              {...common} key={path} autoComplete="off" value={secrets[path] ?? ''}
              aria-invalid={common.error !== undefined}
              onChange={(event) => onSecret(path, event.currentTarget.value)}
            />
          );
        }
        const value = draft.settings[path] ?? '';
        return choices === null ? (
          <TextInput
            {...common} key={path} autoComplete="off" spellCheck={false} value={value}
            onChange={(event) => onSetting(path, event.currentTarget.value)}
          />
        ) : (
          <NativeSelect
            {...common} key={path} data={choices} value={value === '' ? choices[0] : value}
            onChange={(event) => onSetting(path, event.currentTarget.value)}
          />
        );
      })}
    </fieldset>
  );
}

const helpOf = ({ meaning, isSecret, isRequired }: SettingView): string => [
  `${meaning}${isRequired ? '' : ` (${said.optional})`}.`, ...(isSecret ? [said.secretHint] : []),
].join(' ');
