/** Filters as chips, and the form that adds one. All of it stands in the address. */
import { Button } from '@mantine/core';
import { orderFilterNames, type OrderFilter, type OrderFilterName } from '../api/client.ts';
import { useNames, type Names } from '../api/names.ts';
import { AddFilter } from '../table/add-filter.tsx';
import { instantOf } from '../time/clock.ts';
import { useNow } from '../time/use-now.ts';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { chipsOf, isTime, without, withValue, wordsOfPart } from './chips.ts';

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
        said={orders} parts={addable} first="stage"
        optionsOf={(part) => optionsOf(part, names)}
        typeOf={(part) => (isTime(part) ? 'datetime-local' : 'text')}
        onAdd={(part, value) =>
          onChange(withValue(filter, part, isTime(part) ? asInstant(value, zone) : value))}
      />
    </>
  );
}

/** A number is looked for by the box above; a cause comes by a link, with its value at fault. */
const addable = orderFilterNames.filter((name) =>
  !['orderNumber', 'causeCode', 'causeFault', 'causeId', 'id'].includes(name))
  .map((value) => ({ value, label: orders.begins[value] }));

function optionsOf(part: OrderFilterName, names: Names): { value: string; label: string }[] {
  const own = wordsOfPart[part];
  if (own !== undefined) return Object.entries(own).map(([value, label]) => ({ value, label }));
  const given = {
    warehouse: names.warehouses, notWarehouse: names.warehouses, channel: names.channels,
    notChannel: names.channels, carrier: names.carriers, notCarrier: names.carriers,
    service: names.services, notService: names.services,
  };
  const known = part in given ? given[part as keyof typeof given] : [];
  return known.map((value) => ({ value, label: value }));
}

/** What is typed is a time on the clocks that the page shows; the address holds the instant. */
const asInstant = (local: string, zone: string) =>
  Number.isNaN(Date.parse(local)) ? local : new Date(instantOf(local, zone)).toISOString();
