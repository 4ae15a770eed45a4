/** Filters as chips, and two ways to add some: chosen, or in words. All stands in the address. */
import { Button } from '@mantine/core';
import type { OrderFilter, OrderFilterName } from '../api/client.ts';
import { useNames } from '../api/names.ts';
import { AddFilter } from '../table/add-filter.tsx';
import { useNow } from '../time/use-now.ts';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { chipsOf, isTime, without, withValue } from './chips.ts';
import { addable, asInstant, optionsOf } from './parts.ts';
import { TypedBox } from './typed-box.tsx';

type FiltersProps = {
  readonly filter: OrderFilter;
  readonly onChange: (filter: OrderFilter) => void;
};

const { orders } = words;

export function Filters({ filter, onChange }: FiltersProps) {
  const names = useNames();
  const zone = useZone();
  const chips = chipsOf(filter, useNow(), zone);
  return (
    <>
      {chips.length === 0 ? null : (
        <ul className="chips" aria-label={orders.chips}>
          {chips.map(({ names: parts, text, opposite }) => (
            <li key={text} className="chip">
              {opposite === null ? null : (
                <Button
                  variant="default" size="compact-md" aria-label={orders.turn(text)}
                  title={orders.turn(text)}
                  onClick={() => onChange({ ...without(filter, parts), ...opposite })}
                >
                  <span aria-hidden="true">⇄</span>
                </Button>
              )}
              <Button
                variant="default" size="compact-md" aria-label={orders.remove(text)}
                onClick={() => onChange(without(filter, parts))}
                rightSection={<span aria-hidden="true">×</span>}
              >
                {text}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <AddFilter<OrderFilterName>
        said={orders} parts={offered} first="stage"
        optionsOf={(part) => optionsOf(part, names)}
        typeOf={(part) => (isTime(part) ? 'datetime-local' : 'text')}
        onAdd={(part, value) =>
          onChange(withValue(filter, part, isTime(part) ? asInstant(value, zone) : value))}
      />
      <TypedBox filter={filter} onUse={onChange} />
    </>
  );
}

const offered = addable.map((value) => ({ value, label: orders.begins[value] }));
