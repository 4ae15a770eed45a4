import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';

type Option<Value extends string = string> = { readonly value: Value; readonly label: string };

type AddFilterProps<Part extends string> = {
  readonly said: Readonly<Record<'addTitle' | 'part' | 'value' | 'add', string>>;
  readonly parts: readonly Option<Part>[];
  readonly first: Part;
  /** What there is to choose from; where there is nothing, the value is typed. */
  readonly optionsOf: (part: Part) => readonly Option[];
  /** How a typed value is asked for; as text when left out. */
  readonly typeOf?: (part: Part) => 'text' | 'datetime-local';
  /** Called with what was typed or chosen, trimmed and not empty. */
  readonly onAdd: (part: Part, value: string) => void;
};

/** The form that adds one filter to a list's address. */
export function AddFilter<Part extends string>(
  { said, parts, first, optionsOf, typeOf, onAdd }: AddFilterProps<Part>,
) {
  const [part, setPart] = useState(first);
  const options = optionsOf(part);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('value');
    const value = typeof given === 'string' ? given.trim() : '';
    if (value !== '') onAdd(part, value);
  }

  return (
    <form className="row add-filter" aria-label={said.addTitle} onSubmit={submit}>
      <NativeSelect
        aria-label={said.part} value={part} data={[...parts]}
        onChange={(event) => {
          const chosen = parts.find(({ value }) => value === event.currentTarget.value);
          if (chosen !== undefined) setPart(chosen.value);
        }}
      />
      {options.length > 0 ? (
        <NativeSelect key={part} name="value" aria-label={said.value} data={[...options]} />
      ) : (
        <TextInput
          key={part} name="value" aria-label={said.value} required autoComplete="off"
          spellCheck={false} type={typeOf?.(part) ?? 'text'}
        />
      )}
      <Button type="submit" variant="default">{said.add}</Button>
    </form>
  );
}
