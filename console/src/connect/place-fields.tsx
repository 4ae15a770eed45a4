/** What a warehouse or a channel is asked beside how it is reached. */
import { NativeSelect, TextInput } from '@mantine/core';
import { words } from '../words/words.ts';
import type { FieldFaults } from './faults.ts';
import { useFound, type Choice, type Found } from './found.ts';
import type { Enters } from './place-defaults.ts';
import type { ConnectStep } from './steps.ts';

const said = words.connect;

type PlaceStep = Exclude<ConnectStep, 'shipstation'>;
type FieldName = keyof typeof said.labels;

const fieldsOf = {
  warehouse: ['shipstation', 'timeZone', 'gate', 'shortPick', 'shipFromWarehouseId'],
  channel: ['enters', 'storeId', 'toldBy', 'toldWhen'],
} as const satisfies Readonly<Record<PlaceStep, readonly FieldName[]>>;

type PlaceFieldsProps = {
  readonly step: PlaceStep;
  readonly place: Readonly<Record<string, string>>;
  readonly accounts: readonly string[];
  readonly enters: Enters;
  readonly faults: FieldFaults;
  readonly onPlace: (name: string, value: string) => void;
};

export function PlaceFields(props: PlaceFieldsProps) {
  const { step, place, accounts, enters, faults, onPlace } = props;
  const own = place['shipstation'] ?? '';
  const found = useFound(step === 'channel' ? accounts : accounts.filter((one) => one === own));
  return (
    <fieldset className="connect-fields">
      <legend>{said.own[step]}</legend>
      {fieldsOf[step].map((name) => {
        const common = {
          label: said.labels[name], description: said.hints[name], value: place[name] ?? '',
          error: faults[`place.${name}`],
        };
        const choices = choicesOf(name, { accounts, enters, found }, place[name] ?? '');
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
      <div role="status" className="quiet connect-found">
        {found.isLooking ? said.foundLooking
          : [...found.unseen, ...(found.isAgain ? [said.foundLater] : [])].join(' ')}
      </div>
    </fieldset>
  );
}

/** Null for a field that is typed into. */
function choicesOf(
  name: FieldName,
  { accounts, enters, found }: Pick<PlaceFieldsProps, 'accounts' | 'enters'> & {
    readonly found: Found;
  },
  value: string,
): Choice[] | null {
  const { choices } = said;
  switch (name) {
    case 'shipstation':
      return plain(accounts.length === 0 ? [''] : accounts);
    case 'timeZone':
      return plain(zones().includes(value) ? zones() : [value, ...zones()]);
    case 'gate': return labelled(choices.gate);
    case 'shortPick': return labelled(choices.shortPick);
    case 'enters':
      return labelled(choices.enters).filter((one) => enters?.includes(one.value) !== false);
    case 'toldBy': return labelled(choices.toldBy);
    case 'toldWhen': return labelled(choices.toldWhen);
    case 'shipFromWarehouseId':
    case 'storeId':
      return numbered(found[name], value);
    default:
      return name satisfies never;
  }
}

/** What was filled in before stays, even if the account does not show it. */
function numbered(found: readonly Choice[] | null, value: string): Choice[] | null {
  if (found === null) return null;
  const isKnown = value === '' || found.some((one) => one.value === value);
  return [
    { value: '', label: said.noneChosen }, ...found,
    ...(isKnown ? [] : [{ value, label: said.notThere(value) }]),
  ];
}

const plain = (values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: value === '' ? words.none : value }));

const labelled = (choices: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(choices).map(([value, label]) => ({ value, label }));

const zones = (): readonly string[] => Intl.supportedValuesOf('timeZone');
