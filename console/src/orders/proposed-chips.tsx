/** Chips that do not count yet: each value can be changed, turned round or taken away. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Fragment } from 'react';
import type { OrderFilter, OrderFilterName } from '../api/client.ts';
import { useNames } from '../api/names.ts';
import { wallOf } from '../time/clock.ts';
import { useNow } from '../time/use-now.ts';
import { useZone } from '../time/zone.tsx';
import { typedFilterWords as said } from '../words/typed-filter.ts';
import { words } from '../words/words.ts';
import { chipsOf, isTime, without, type FilterChip } from './chips.ts';
import { asInstant, optionsOf } from './parts.ts';

const { orders } = words;

type ProposedProps = {
  readonly filter: OrderFilter;
  readonly onChange: (filter: OrderFilter) => void;
};

export function ProposedChips({ filter, onChange }: ProposedProps) {
  const chips = chipsOf(filter, useNow(), useZone());
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label={said.proposed}>
      {chips.map((chip) => (
        <li key={chip.names.join()} className="chip">
          {chip.opposite === null ? null : (
            <Button
              variant="default" size="compact-md" aria-label={orders.turn(chip.text)}
              title={orders.turn(chip.text)}
              onClick={(event) => {
                focusGroup(event.currentTarget);
                onChange({ ...without(filter, chip.names), ...chip.opposite });
              }}
            >
              <span aria-hidden="true">⇄</span>
            </Button>
          )}
          <Values
            chip={chip} filter={filter}
            onChange={(name, value) => onChange({ ...filter, [name]: value })}
          />
          <Button
            variant="default" size="compact-md" aria-label={orders.remove(chip.text)}
            onClick={(event) => {
              focusGroup(event.currentTarget);
              onChange(without(filter, chip.names));
            }}
          >
            <span aria-hidden="true">×</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** The button goes with its chip: the keyboard stays among the proposals. */
const focusGroup = (button: HTMLElement): void =>
  button.closest<HTMLElement>('[role="group"]')?.focus();

type ValuesProps = {
  readonly chip: FilterChip;
  readonly filter: OrderFilter;
  readonly onChange: (name: OrderFilterName, value: string) => void;
};

function Values({ chip: { names: parts, text }, filter, onChange }: ValuesProps) {
  const names = useNames();
  const zone = useZone();
  const [name] = parts;
  const value = name === undefined ? undefined : filter[name];
  if (name === undefined || value === undefined || parts.length > 1) return <span>{text}</span>;
  const begins = orders.begins[name];
  if (isTime(name)) {
    return (
      <>
        <span>{begins}</span>
        <TextInput
          type="datetime-local" aria-label={begins} value={wallOf(Date.parse(value), zone)}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            if (typed !== '') onChange(name, asInstant(typed, zone));
          }}
        />
      </>
    );
  }
  const options = optionsOf(name, names);
  if (options.length === 0) return <span>{text}</span>;
  const values = value.split(',');
  return (
    <>
      <span>{begins}</span>
      {values.map((one, place) => (
        // By its place, for a changed value must leave the keyboard where it is.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={`${name} ${place}`}>
          {place === 0 ? null : <span>{orders.or.trim()}</span>}
          <NativeSelect
            value={one} data={[...options]}
            aria-label={said.change(begins, labelOf(options, one))}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              const next = values.map((before, index) => (index === place ? chosen : before));
              onChange(name, [...new Set(next)].join(','));
            }}
          />
        </Fragment>
      ))}
    </>
  );
}

const labelOf = (
  options: readonly { readonly value: string; readonly label: string }[], value: string,
): string => options.find((one) => one.value === value)?.label ?? value;
