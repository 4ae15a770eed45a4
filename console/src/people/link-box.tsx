import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';

export type MadeLink = { readonly name: string; readonly link: string; readonly expiresAt: string };

const said = words.people;

/** A link that signs somebody in, told this once: to be copied and handed over. */
export function LinkBox({ made, onDone }: { made: MadeLink; onDone: () => void }) {
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(made.link);
    setCopied(true);
  }
  return (
    <section className="panel stack" aria-label={said.linkTitle(made.name)}>
      <h2>{said.linkTitle(made.name)}</h2>
      <p>{said.linkMeans} <LocalClock at={made.expiresAt} />.</p>
      <TextInput
        value={made.link} readOnly aria-label={said.linkTitle(made.name)}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row">
        <Button onClick={() => void copy()}>{said.copy}</Button>
        <Button variant="default" onClick={onDone}>{said.linkDone}</Button>
        <span role="status">{isCopied ? said.copied : null}</span>
      </div>
    </section>
  );
}
