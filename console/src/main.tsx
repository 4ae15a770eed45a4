/**
 * The console: a web page on Gatepass's public API and nothing else. It shows what the engine
 * says; it decides nothing and keeps nothing but a reader's choices of view.
 */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { demoQuestion, makeQueryClient, meQuestion } from './api/questions.ts';
import { isOutsideFrame, ownPath } from './frame/address.ts';
import { makeRouter } from './frame/router.ts';
import { colours, schemeKeeper, theme } from './look/theme.ts';
import { addressOfHome, homeNow } from './views/home.ts';
import { numberLanguage } from './words/language.ts';
import './look/mantine.css';
import './look/look.css';
import './look/controls.css';
import './frame/frame.css';

const client = makeQueryClient(() => {
  if (isOutsideFrame(location.pathname)) return;
  const next = ownPath(location.pathname + location.search + location.hash);
  client.clear();
  void router.navigate({ to: '/sign-in', search: next === null ? {} : { next }, replace: true });
});
// Whoever comes by the bare address comes home; the link to Flow leads to Flow.
const home = homeNow();
if (home !== null && location.pathname === '/' && location.search === '') {
  history.replaceState(null, '', addressOfHome(home));
}
const router = makeRouter(client);

document.documentElement.lang = numberLanguage;
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has lost its root element');

/** What stands above every page is known before the first is drawn, else it would push it down. */
const longestWait = 1_000;
await Promise.race([
  Promise.all([
    client.prefetchQuery(demoQuestion),
    isOutsideFrame(location.pathname) ? null : client.prefetchQuery(meQuestion),
  ]),
  new Promise((goOn) => { setTimeout(goOn, longestWait); }),
]);
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme} cssVariablesResolver={colours}
      colorSchemeManager={schemeKeeper} defaultColorScheme="auto"
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
