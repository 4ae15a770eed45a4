/** Filters as chips, and the form that adds one. All of it stands in the address. */
import { Button } from '@mantine/core';
import { causeFilterNames, type CauseFilter, type CauseFilterName } from '../api/causes.ts';
import { useNames } from '../api/names.ts';
import { AddFilter } from '../table/add-filter.tsx';
import { words } from '../words/words.ts';
import { exceptionInWords } from '../words/exception-code.ts';

const said = words.exceptions;

type FiltersProps = {
  readonly filter: CauseFilter;
  readonly onChange: (filter: CauseFilter) => void;
};

export function Filters({ filter, onChange }: FiltersProps) {
  const { warehouses } = useNames();
  const set = causeFilterNames.filter((name) => filter[name] !== undefined);
  return (
    <div className="row">
      {set.length === 0 ? null : (
        <ul className="chips" aria-label={said.filters}>
          {set.map((name) => {
            const text = `${said.parts[name]} ${valueInWords(name, filter[name] ?? '')}`;
            return (
              <li key={name}>
                <Button
                  variant="default" size="compact-md" aria-label={said.remove(text)}
                  onClick={() => onChange({ ...filter, [name]: undefined })}
                  rightSection={<span aria-hidden="true">×</span>}
                >
                  {text}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <AddFilter<CauseFilterName>
        said={said} parts={addable} first="severity"
        optionsOf={(part) => (part === 'severity' ? severities
          : part === 'warehouse' ? warehouses.map((value) => ({ value, label: value })) : [])}
        onAdd={(part, value) => onChange({ ...filter, [part]: value })}
      />
    </div>
  );
}

/** A value at fault comes by a link, as it is. */
const addable = causeFilterNames.filter((name) => name !== 'fault')
  .map((value) => ({ value, label: said.parts[value] }));

const severities = ['1', '2', '3', '4', '5'].map((value) => ({
  value, label: valueInWords('severity', value),
}));

function valueInWords(name: CauseFilterName, value: string): string {
  if (name === 'severity') return `${value}, ${said.severities[Number(value)] ?? ''}`;
  if (name === 'code') return exceptionInWords(value);
  if (name === 'owner') return words.owners[value] ?? value;
  return value;
}
