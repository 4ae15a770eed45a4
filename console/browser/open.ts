/** Opens the built console in the installed Chromium, against a stand-in. */
import {
  chromium, type Browser, type BrowserContextOptions, type Page, type Request,
} from 'playwright-core';
import { buildConsole } from './built.ts';
import { standInKey } from './stand-in-door.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** `--no-sandbox` because tests also run as root; the rest keeps the browser from calling home. */
const chromiumArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export type Desk = {
  readonly standIn: StandIn;
  readonly browser: Browser;
  /** A page of a new reader, not signed in; what goes wrong in it is kept in `problems`. */
  readonly stranger: (options?: BrowserContextOptions) => Promise<Reader>;
  /** The same, signed in. */
  readonly reader: (options?: BrowserContextOptions) => Promise<Reader>;
  /** Closes all pages: one left open asks for all its data again at each change. */
  readonly leave: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type Reader = {
  readonly page: Page;
  readonly problems: string[];
  /** Until nothing that the page asked for is on its way, and what came is drawn. */
  readonly answered: () => Promise<void>;
};

/** An answer may lead to another question, which the page asks when it has drawn the first. */
function answersOf(page: Page): () => Promise<void> {
  const onTheirWay = new Set<Request>();
  const isCounted = (request: Request) => !request.url().endsWith('/v1/events');
  page.on('request', (request) => {
    if (isCounted(request)) onTheirWay.add(request);
  });
  page.on('requestfinished', (request) => onTheirWay.delete(request));
  page.on('requestfailed', (request) => onTheirWay.delete(request));
  return async () => {
    for (let quiet = 0; quiet < 2;) {
      await page.evaluate(`new Promise((drawn) =>
        requestAnimationFrame(() => requestAnimationFrame(drawn)))`);
      quiet = onTheirWay.size === 0 ? quiet + 1 : 0;
    }
  };
}

/** Without anything of its own: what was on the page before is gone when the next one comes. */
const nowhere = '/nowhere';

/** Loads the console where it is not open yet; from there on goes as its links do. */
export async function goTo(page: Page, path: string): Promise<void> {
  if (page.url() === 'about:blank') {
    await page.goto(path);
    return;
  }
  const push = (to: string) =>
    page.evaluate((address) => history.pushState(null, '', address), to);
  await push(nowhere);
  await page.getByText('There is no such page').waitFor();
  await push(path);
}

export async function openDesk(): Promise<Desk> {
  await buildConsole();
  const standIn = await startStandIn();
  const browser = await chromium.launch({
    executablePath: chromiumPath, headless: true, args: chromiumArguments,
  });

  async function stranger(options: BrowserContextOptions = {}): Promise<Reader> {
    const context = await browser.newContext({
      baseURL: standIn.address, viewport: { width: 1440, height: 900 },
      locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce', ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      // A refused question is an answer that pages deal with; the browser notes it all the same.
      const isRefusal = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isRefusal) problems.push(message.text());
    });
    return { page, problems, answered: answersOf(page) };
  }

  return {
    standIn,
    browser,
    stranger,
    reader: async (options) => {
      const opened = await stranger(options);
      await opened.page.request.post('/v1/sign-in/key', { data: { key: standInKey } });
      return opened;
    },
    leave: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    close: async () => {
      await browser.close();
      await standIn.stop();
    },
  };
}
