/**
 * The line on which Gatepass tells which orders changed. While it is down, pages ask again every
 * 15 s and the head says so. The browser reopens a broken line with the last event's id by itself;
 * a line it has given up (the server answered with a refusal) is opened anew from here.
 */

export const pollWhileOffMilliseconds = 15_000;

/** Changes that come close together are told to the page once. */
const gatherMilliseconds = 300;

export type LineState = 'connecting' | 'live' | 'off';

export type LiveLine = {
  readonly state: () => LineState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly open: () => void;
  readonly close: () => void;
};

export type LiveListener = {
  readonly address: string;
  /** These orders changed; look at them again. */
  readonly onOrders: (ids: ReadonlySet<string>) => void;
  /** The line is up again after a break: anything may have changed. */
  readonly onReturn: () => void;
};

export function makeLiveLine(listener: LiveListener): LiveLine {
  const subscribers = new Set<() => void>();
  let state: LineState = 'connecting';
  let source: EventSource | null = null;
  let hasBroken = false;
  let gathered = new Set<string>();
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;

  function enter(next: LineState): void {
    if (next === state) return;
    state = next;
    for (const tell of subscribers) tell();
  }

  function open(): void {
    const opened = new EventSource(listener.address);
    source = opened;
    opened.addEventListener('open', () => {
      enter('live');
      if (hasBroken) listener.onReturn();
      hasBroken = false;
    });
    opened.addEventListener('changed', (event) => gather(parseChanged(event.data)));
    opened.addEventListener('error', () => {
      hasBroken = true;
      enter('off');
      if (opened.readyState === EventSource.CLOSED) reopenLater();
    });
  }

  function reopenLater(): void {
    reopening ??= setTimeout(() => {
      reopening = undefined;
      open();
    }, pollWhileOffMilliseconds);
  }

  function gather(ids: readonly string[]): void {
    for (const id of ids) gathered.add(id);
    gathering ??= setTimeout(() => {
      const told = gathered;
      gathered = new Set();
      gathering = undefined;
      listener.onOrders(told);
    }, gatherMilliseconds);
  }

  function close(): void {
    source?.close();
    source = null;
    clearTimeout(gathering);
    clearTimeout(reopening);
    gathering = undefined;
    reopening = undefined;
    enter('connecting');
  }

  return {
    state: () => state,
    subscribe: (tell) => {
      subscribers.add(tell);
      return () => subscribers.delete(tell);
    },
    open,
    close,
  };
}

/** The ids in `{"orders":["ord_…"]}`; what cannot be read names no order. */
export function parseChanged(text: unknown): readonly string[] {
  if (typeof text !== 'string') return [];
  try {
    const body: unknown = JSON.parse(text);
    const orders: unknown =
      typeof body === 'object' && body !== null ? Reflect.get(body, 'orders') : null;
    return Array.isArray(orders) ? orders.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
