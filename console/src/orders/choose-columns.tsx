/** Which columns the list has: ticked one by one, and held in the address. */
import { Button, Checkbox } from '@mantine/core';
import { words } from '../words/words.ts';
import { choosable, shownColumns, withColumn, type ColumnName } from './column-names.ts';

const { orders: said } = words;

type ChooseProps = {
  /** As it stands in the address. */
  readonly chosen: string | undefined;
  readonly maySeeCosts: boolean;
  readonly onChange: (chosen: string | undefined) => void;
};

export function ChooseColumns({ chosen, maySeeCosts, onChange }: ChooseProps) {
  const shown = shownColumns(chosen);
  const offered = choosable.filter((name) => name !== 'cost' || maySeeCosts);
  return (
    <details className="choose-columns">
      <summary>{said.columns}</summary>
      <fieldset className="panel stack">
        <legend className="quiet">{said.columnsMean}</legend>
        <div className="row">
          {offered.map((name: ColumnName) => (
            <Checkbox
              key={name} label={said.heads[name]} checked={shown.has(name)}
              onChange={() => onChange(withColumn(chosen, name))}
            />
          ))}
        </div>
        {chosen === undefined ? null : (
          <div>
            <Button variant="default" size="compact-md" onClick={() => onChange(undefined)}>
              {said.allColumns}
            </Button>
          </div>
        )}
      </fieldset>
    </details>
  );
}
