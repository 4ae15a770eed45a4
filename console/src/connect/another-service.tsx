/** A service of the account that nobody proposed, chosen from what its carriers offer. */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Survey } from '../api/connectors.ts';
import { words } from '../words/words.ts';

const said = words.connect;

type Wish = { readonly carrier: string; readonly service: string; readonly package: string | null };

export const isWhole = ({ carrier, service }: Wish): boolean => carrier !== '' && service !== '';

type AnotherProps = {
  readonly says: string;
  readonly carriers: NonNullable<Survey['carriers']>;
  readonly onChoose: (wish: Wish) => void;
};

export function AnotherService({ says, carriers, onChoose }: AnotherProps) {
  const [wish, setWish] = useState<Wish>({ carrier: '', service: '', package: null });
  const found = carriers.find(({ code }) => code === wish.carrier);
  const change = (next: Wish): void => {
    setWish(next);
    onChoose(next);
  };
  const choose = (rows: readonly { readonly code: string; readonly name: string }[]) =>
    rows.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));
  return (
    <fieldset className="connect-fields">
      <legend>{said.otherFor(says)}</legend>
      <NativeSelect
        label={words.exceptions.carrier} value={wish.carrier}
        data={[{ value: '', label: said.chooseOne }, ...choose(carriers)]}
        onChange={(event) =>
          change({ carrier: event.currentTarget.value, service: '', package: null })}
      />
      <NativeSelect
        label={words.exceptions.service} value={wish.service}
        data={[{ value: '', label: said.chooseOne }, ...choose(found?.services ?? [])]}
        onChange={(event) => change({ ...wish, service: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.exceptions.package} value={wish.package ?? ''}
        data={[{ value: '', label: said.noneChosen }, ...choose(found?.packages ?? [])]}
        onChange={(event) => change({ ...wish, package: event.currentTarget.value || null })}
      />
    </fieldset>
  );
}
