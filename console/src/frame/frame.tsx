/** What stands around every page of a signed-in reader: head, find box, live word, help. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { meQuestion } from '../api/questions.ts';
import { Guide } from '../guide/guide.tsx';
import { Help } from '../keys/help.tsx';
import { useFocusGivenBack } from '../keys/keep-focus.ts';
import { useKeys } from '../keys/use-keys.ts';
import { LiveCounts } from '../live/live-count.tsx';
import { LiveWord } from '../live/live-word.tsx';
import { LiveLineProvider } from '../live/provider.tsx';
import { words } from '../words/words.ts';
import { Brand } from './brand.tsx';
import { ChooseWarehouse } from './choose-warehouse.tsx';
import { DemoBar } from './demo-bar.tsx';
import { Find } from './find.tsx';
import { Navigation } from './navigation.tsx';
import { OwnMenu } from './own-menu.tsx';

/** Fetched when it is first asked for. */
const Palette = lazy(() => import('../palette/palette.tsx'));

export function Frame() {
  const { data: me } = useQuery(meQuestion);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const openHelp = () => setHelpOpen(true);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const openPalette = () => setPaletteOpen(true);
  useKeys({ onHelp: openHelp, onPalette: openPalette });
  useFocusGivenBack();
  return (
    <LiveLineProvider isOpen={me !== undefined}>
      <LiveCounts>
        <a className="skip" href="#content">{words.frame.skip}</a>
        <header>
          <DemoBar />
          <div className="top">
            <Brand />
            <Navigation />
            <Find />
            <ChooseWarehouse />
            <LiveWord />
            <Button
              className="top-round" variant="default" size="compact-md"
              aria-keyshortcuts="Control+K Meta+K" title={words.palette.title}
              onClick={openPalette}
            >
              {words.palette.open}
            </Button>
            <Button
              className="top-round" variant="default" size="compact-md"
              aria-label={words.frame.help} onClick={openHelp}
            >
              {words.frame.helpMark}
            </Button>
            <OwnMenu me={me} />
          </div>
        </header>
        <Guide />
        <Content />
        {isPaletteOpen ? (
          <Suspense><Palette onClose={() => setPaletteOpen(false)} /></Suspense>
        ) : null}
        <Help isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
      </LiveCounts>
    </LiveLineProvider>
  );
}

/** The page itself; it takes the focus when another one opens, so that readers start at its top. */
function Content() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const shownPath = useRef(path);
  useEffect(() => {
    if (shownPath.current === path) return;
    shownPath.current = path;
    // A page that begins with a box to type in has put the focus there itself.
    const { activeElement } = document;
    const isBox = activeElement instanceof HTMLInputElement;
    if (isBox && main.current?.contains(activeElement) === true) return;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return <main ref={main} id="content" className="page" tabIndex={-1}><Outlet /></main>;
}
