/** What a warehouse or a channel is asked beside how it is reached. */
import { NativeSelect, TextInput } from '@mantine/core';
import { ownZone } from '../time/clock.ts';
import { words } from '../words/words.ts';
import type { FieldFaults } from './faults.ts';
import type { ConnectStep } from './steps.ts';

const said = words.connect;

type PlaceStep = Exclude<ConnectStep, 'shipstation'>;
type FieldName = keyof typeof said.labels;

const fieldsOf = {
  warehouse: ['shipstation', 'timeZone', 'gate', 'shortPick', 'shipFromWarehouseId'],
  channel: ['enters', 'storeId', 'toldBy', 'toldWhen'],
} as const satisfies Readonly<Record<PlaceStep, readonly FieldName[]>>;

/** The safest answer to each question; a field that may stay empty is. */
export const placeDefaults = (
  step: ConnectStep, accounts: readonly string[],
): Readonly<Record<string, string>> => {
  switch (step) {
    case 'shipstation':
      return {};
    case 'warehouse':
      return {
        shipstation: accounts[0] ?? '', timeZone: ownZone(), gate: 'packed', shortPick: 'hold',
        shipFromWarehouseId: '',
      };
    case 'channel':
      return { enters: 'gatepass', storeId: '', toldBy: 'gatepass', toldWhen: 'dispatched' };
    default:
      return step satisfies never;
  }
};

type PlaceFieldsProps = {
  readonly step: PlaceStep;
  readonly place: Readonly<Record<string, string>>;
  readonly accounts: readonly string[];
  readonly faults: FieldFaults;
  readonly onPlace: (name: string, value: string) => void;
};

export function PlaceFields({ step, place, accounts, faults, onPlace }: PlaceFieldsProps) {
  return (
    <fieldset className="connect-fields">
      <legend>{said.own[step]}</legend>
      {fieldsOf[step].map((name) => {
        const common = {
          label: said.labels[name], description: said.hints[name], value: place[name] ?? '',
          error: faults[`place.${name}`],
        };
        const choices = choicesOf(name, accounts, place[name] ?? '');
        return choices === null ? (
          <TextInput
            {...common} key={name} inputMode="numeric" autoComplete="off"
            onChange={(event) => onPlace(name, event.currentTarget.value.trim())}
          />
        ) : (
          <NativeSelect
            {...common} key={name} data={choices}
            onChange={(event) => onPlace(name, event.currentTarget.value)}
          />
        );
      })}
    </fieldset>
  );
}

type Choice = { readonly value: string; readonly label: string };

/** Null for a field that is typed into. */
function choicesOf(name: FieldName, accounts: readonly string[], value: string): Choice[] | null {
  const { choices } = said;
  switch (name) {
    case 'shipstation':
      return plain(accounts.length === 0 ? [''] : accounts);
    case 'timeZone':
      return plain(zones().includes(value) ? zones() : [value, ...zones()]);
    case 'gate': return labelled(choices.gate);
    case 'shortPick': return labelled(choices.shortPick);
    case 'enters': return labelled(choices.enters);
    case 'toldBy': return labelled(choices.toldBy);
    case 'toldWhen': return labelled(choices.toldWhen);
    case 'shipFromWarehouseId':
    case 'storeId':
      return null;
    default:
      return name satisfies never;
  }
}

const plain = (values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: value === '' ? words.none : value }));

const labelled = (choices: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(choices).map(([value, label]) => ({ value, label }));

const zones = (): readonly string[] => Intl.supportedValuesOf('timeZone');
