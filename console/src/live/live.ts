/**
 * The line on which Gatepass tells which orders changed. While it is down, pages ask again every
 * 15 s and the head says so. The browser reopens a broken line with the last event's id by itself;
 * a line it has given up (the server answered with a refusal) is opened anew from here. So is one
 * that is silent: Gatepass says every 5 s that it is there, and a line that a proxy or a sleeping
 * computer has cut still looks open.
 */

export const pollWhileOffMilliseconds = 15_000;

/** Two words of Gatepass that it is there may be lost or late; after that nobody is there. */
export const silentMilliseconds = 12_000;

/** Changes that come close together are told to the page once. */
const gatherMilliseconds = 300;

export type LineState = 'connecting' | 'live' | 'off';

export type LiveLine = {
  readonly state: () => LineState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Nothing where it is open already. */
  readonly open: () => void;
  /** Holds no connection until it is opened again, and then asks for all that was missed. */
  readonly rest: () => void;
  readonly close: () => void;
};

/** As much of an EventSource as is listened to. */
export type Source = {
  readonly readyState: number;
  readonly addEventListener: (
    name: 'open' | 'error' | 'changed' | 'here', hear: (event: { data?: unknown }) => void,
  ) => void;
  readonly close: () => void;
};

export type LiveListener = {
  readonly connect: () => Source;
  /** These orders changed; look at them again. */
  readonly onOrders: (ids: ReadonlySet<string>) => void;
  /** Anything may have changed: Gatepass says so, or the line is up again after a break. */
  readonly onAll: () => void;
};

/** `readyState` of a source that will not try again by itself. */
const givenUp = 2;

export function makeLiveLine(listener: LiveListener): LiveLine {
  const subscribers = new Set<() => void>();
  let state: LineState = 'connecting';
  let source: Source | null = null;
  let hasBroken = false;
  let gathered = new Set<string>();
  let isAll = false;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let listening: ReturnType<typeof setTimeout> | undefined;

  function enter(next: LineState): void {
    if (next === state) return;
    state = next;
    for (const tell of subscribers) tell();
  }

  function connect(): void {
    const opened = listener.connect();
    source = opened;
    waitForWord();
    opened.addEventListener('open', () => {
      waitForWord();
      enter('live');
      if (hasBroken) gather({ orders: [], all: true });
      hasBroken = false;
    });
    opened.addEventListener('here', waitForWord);
    opened.addEventListener('changed', ({ data }) => {
      waitForWord();
      gather(parseChanged(data));
    });
    opened.addEventListener('error', () => {
      lose();
      if (opened.readyState === givenUp) openAfter(pollWhileOffMilliseconds);
    });
  }

  function lose(): void {
    hasBroken = true;
    enter('off');
  }

  function openAfter(milliseconds: number): void {
    source?.close();
    clearTimeout(listening);
    clearTimeout(reopening);
    reopening = setTimeout(connect, milliseconds);
  }

  function waitForWord(): void {
    clearTimeout(listening);
    listening = setTimeout(() => {
      lose();
      openAfter(0);
    }, silentMilliseconds);
  }

  function gather({ orders, all }: Changed): void {
    for (const id of orders) gathered.add(id);
    isAll ||= all;
    gathering ??= setTimeout(() => {
      const told = { orders: gathered, all: isAll };
      gathered = new Set();
      isAll = false;
      gathering = undefined;
      if (told.all) listener.onAll();
      else listener.onOrders(told.orders);
    }, gatherMilliseconds);
  }

  function hangUp(): void {
    source?.close();
    source = null;
    clearTimeout(gathering);
    clearTimeout(reopening);
    clearTimeout(listening);
    gathering = undefined;
  }

  function open(): void {
    if (source !== null) return;
    enter('connecting');
    connect();
  }

  function rest(): void {
    hangUp();
    lose();
  }

  function close(): void {
    hangUp();
    enter('connecting');
  }

  return {
    state: () => state,
    subscribe: (tell) => {
      subscribers.add(tell);
      return () => subscribers.delete(tell);
    },
    open,
    rest,
    close,
  };
}

export type Changed = { readonly orders: readonly string[]; readonly all: boolean };

/** `{"orders":["ord_…"],"all":false}`; what cannot be read names no order. */
export function parseChanged(text: unknown): Changed {
  const nothing = { orders: [], all: false };
  if (typeof text !== 'string') return nothing;
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return nothing;
    const orders: unknown = Reflect.get(body, 'orders');
    return {
      orders: Array.isArray(orders) ? orders.filter((id) => typeof id === 'string') : [],
      all: Reflect.get(body, 'all') === true,
    };
  } catch {
    return nothing;
  }
}
