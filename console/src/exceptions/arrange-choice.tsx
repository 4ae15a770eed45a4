/** By what causes are grouped and how they are sorted. Both stand in the address. */
import { NativeSelect } from '@mantine/core';
import type { ExceptionsSearch } from '../frame/address.ts';
import { words } from '../words/words.ts';
import { causeGroupings, causeSorts } from './arrange-names.ts';

const said = words.exceptions;

type ArrangeChoiceProps = {
  readonly search: ExceptionsSearch;
  readonly onChange: (next: Pick<ExceptionsSearch, 'group' | 'sorted'>) => void;
};

export function ArrangeChoice({ search, onChange }: ArrangeChoiceProps) {
  const { group = 'cause', sorted = 'severity' } = search;
  return (
    <div className="row arrange-causes">
      <NativeSelect
        aria-label={said.groupBy} value={group}
        data={(['cause', ...causeGroupings] as const)
          .map((value) => ({ value, label: said.groupings[value] }))}
        onChange={({ currentTarget: { value } }) => onChange({
          sorted: search.sorted, group: causeGroupings.find((known) => known === value),
        })}
      />
      <NativeSelect
        aria-label={said.sort} value={sorted}
        data={causeSorts.map((value) => ({ value, label: said.sorts[value] }))}
        onChange={({ currentTarget: { value } }) => onChange({
          group: search.group,
          sorted: causeSorts.find((known) => known === value && known !== 'severity'),
        })}
      />
    </div>
  );
}
