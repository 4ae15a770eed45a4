/** A page of the handbook or of the guides, as it was written, inside the console. */
import { Button } from '@mantine/core';
import { Link, useCanGoBack, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { words } from '../words/words.ts';
import type { HandbookPage as Page, Part } from './addresses.ts';
import { useFollow } from './follow.tsx';
import { loadPage } from './load.ts';
import './handbook.css';

const said = words.handbook;

type Fetched =
  | { readonly is: 'looking' }
  | { readonly is: 'page'; readonly page: Page }
  | { readonly is: 'none' }
  | { readonly is: 'failed'; readonly error: Error };

export function HandbookPage() {
  const address = useRouterState({ select: (state) => state.location.pathname });
  return <AtAddress key={address} address={address} />;
}

function AtAddress({ address }: { address: string }) {
  const [fetched, setFetched] = useState<Fetched>({ is: 'looking' });
  useEffect(() => {
    let isWanted = true;
    loadPage(address).then(
      (page) => {
        if (isWanted) setFetched(page === null ? { is: 'none' } : { is: 'page', page });
      },
      (error: unknown) => {
        if (isWanted) setFetched({ is: 'failed', error: Error(said.failed, { cause: error }) });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [address]);
  return (
    <div className="stack handbook">
      <Ways isHome={address === '/handbook'} />
      <Shown fetched={fetched} />
    </div>
  );
}

/** Back to where somebody came from, and to the first page of the handbook. */
function Ways({ isHome }: { isHome: boolean }) {
  const { history } = useRouter();
  const canGoBack = useCanGoBack();
  return (
    <nav className="row handbook-ways" aria-label={said.ways}>
      {canGoBack ? (
        <Button variant="default" size="compact-md" onClick={() => history.back()}>
          {said.back}
        </Button>
      ) : null}
      {isHome ? null : <Link to="/handbook" className="row-link">{said.home}</Link>}
      <Button variant="default" size="compact-md" onClick={() => print()}>{said.print}</Button>
    </nav>
  );
}

function Shown({ fetched }: { fetched: Fetched }) {
  switch (fetched.is) {
    case 'looking':
      return <p className="quiet">{said.looking}</p>;
    case 'failed':
      return <Trouble error={fetched.error} onAgain={() => location.reload()} />;
    case 'none':
      return <None />;
    case 'page':
      return <Text page={fetched.page} />;
  }
}

function None() {
  useTitle(words.trouble.noPageTitle);
  return (
    <section className="panel stack">
      <h1>{words.trouble.noPageTitle}</h1>
      <p>{said.none}</p>
    </section>
  );
}

function Text({ page }: { page: Page }) {
  useTitle(page.title);
  const follow = useFollow();
  const hash = useRouterState({ select: (state) => state.location.hash });
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    if (hash === '') return;
    // The text was not there yet when the browser looked for the anchor.
    text.current?.querySelector(`#${CSS.escape(hash)}`)?.scrollIntoView();
  }, [hash]);
  const { contents, html } = page;
  return (
    <div className={contents.length === 0 ? 'handbook-page' : 'handbook-page handbook-long'}>
      {contents.length === 0 ? null : <Contents parts={contents} />}
      {/* Our own words, made into HTML when the console was built: nobody else writes here. */}
      <article
        ref={text} className="panel handbook-text" onClick={follow}
        dangerouslySetInnerHTML={{ __html: html }}
      />
    </div>
  );
}

function Contents({ parts }: { parts: readonly Part[] }) {
  return (
    <nav className="handbook-contents" aria-label={said.contents}>
      <details open={matchMedia('(min-width: 64rem)').matches}>
        <summary>{said.contents}</summary>
        <ul>
          {parts.map(({ id, title, depth }) => (
            <li key={id} data-depth={depth}><a href={`#${id}`} className="row-link">{title}</a></li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
