import type { ErrorComponentProps } from '@tanstack/react-router';
import { words } from '../words/words.ts';
import { Brand } from './brand.tsx';
import { Trouble } from './trouble.tsx';
import { useTitle } from './use-title.ts';

export function NoSuchPage() {
  useTitle(words.trouble.noPageTitle);
  return (
    <>
      <header className="top"><Brand /></header>
      <main className="page">
        <section className="panel stack">
          <h1>{words.trouble.noPageTitle}</h1>
          <p>{words.trouble.noPage}</p>
          <p><a href="/orders">{words.trouble.toOrders}</a></p>
        </section>
      </main>
    </>
  );
}

/** A fault of the page itself, or a part of it that could not be fetched after an upgrade. */
export function PageTripped({ error }: ErrorComponentProps) {
  return <Trouble error={error} onAgain={() => location.reload()} />;
}
