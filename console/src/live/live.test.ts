import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  makeLiveLine, parseChanged, pollWhileOffMilliseconds, silentMilliseconds, type Source,
} from './live.ts';

const nothing = { orders: [], all: false };

describe('a told change', () => {
  it('names the orders that changed', () => {
    expect(parseChanged('{"orders":["ord_1","ord_2"],"all":false}'))
      .toEqual({ orders: ['ord_1', 'ord_2'], all: false });
  });

  it('may be about all of them', () => {
    expect(parseChanged('{"orders":[],"all":true}')).toEqual({ orders: [], all: true });
    expect(parseChanged('{"orders":[],"all":"yes"}')).toEqual(nothing);
  });

  it.each(['', 'gone', '[]', 'null', '7', '{"orders":"ord_1"}', '{"order":["ord_1"]}'])(
    'that cannot be read (%s) names none',
    (text) => expect(parseChanged(text)).toEqual(nothing),
  );

  it('keeps only ids', () => {
    expect(parseChanged('{"orders":["ord_1",7,null]}').orders).toEqual(['ord_1']);
  });
});

/** Lines as they were opened, one after the other; each says what the test has it say. */
function opened() {
  const sources: { say: (name: string, data?: string) => void; state: number }[] = [];
  const onOrders = vi.fn();
  const onAll = vi.fn();
  const line = makeLiveLine({
    onOrders, onAll,
    connect: () => {
      const hears = new Map<string, (event: { data?: unknown }) => void>();
      const made = {
        state: 0, say: (name: string, data?: string) => hears.get(name)?.({ data }),
      };
      sources.push(made);
      return {
        get readyState() {
          return made.state;
        },
        addEventListener: (name, hear) => hears.set(name, hear),
        close: () => {
          made.state = 2;
        },
      } satisfies Source;
    },
  });
  line.open();
  return { line, onOrders, onAll, sources, last: () => sources.at(-1) };
}

describe('the line', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is live for as long as it says every now and then that it is there', () => {
    const { line, sources, last } = opened();
    last()?.say('open');
    for (let word = 0; word < 9; word += 1) {
      vi.advanceTimersByTime(silentMilliseconds - 1);
      last()?.say(word % 2 === 0 ? 'here' : 'changed', '{}');
    }
    expect(line.state()).toBe('live');
    expect(sources.length).toBe(1);
  });

  it('is off once it is silent, is closed and opened anew, and then all is read anew', () => {
    const { line, sources, last, onAll } = opened();
    last()?.say('open');
    vi.advanceTimersByTime(silentMilliseconds);
    expect(line.state()).toBe('off');
    vi.advanceTimersByTime(1);
    expect(sources.map(({ state }) => state)).toEqual([2, 0]);
    // One that is never answered is no better.
    vi.advanceTimersByTime(silentMilliseconds + 1);
    expect(sources.map(({ state }) => state)).toEqual([2, 2, 0]);
    expect(line.state()).toBe('off');
    last()?.say('open');
    last()?.say('changed', '{"orders":[],"all":true}');
    vi.advanceTimersByTime(1_000);
    expect(line.state()).toBe('live');
    expect(onAll).toHaveBeenCalledTimes(1);
  });

  it('that was refused is tried again after as long as pages wait, once', () => {
    const { line, sources, last } = opened();
    const refused = last();
    if (refused !== undefined) refused.state = 2;
    refused?.say('error');
    expect(line.state()).toBe('off');
    vi.advanceTimersByTime(pollWhileOffMilliseconds - 1);
    expect(sources.length).toBe(1);
    vi.advanceTimersByTime(1);
    expect(sources.length).toBe(2);
  });

  it('tells orders that changed together once, and all as all', () => {
    const { last, onOrders, onAll } = opened();
    last()?.say('open');
    last()?.say('changed', '{"orders":["ord_1"],"all":false}');
    last()?.say('changed', '{"orders":["ord_2"],"all":false}');
    vi.advanceTimersByTime(1_000);
    expect(onOrders.mock.calls).toEqual([[new Set(['ord_1', 'ord_2'])]]);
    last()?.say('changed', '{"orders":["ord_3"],"all":true}');
    vi.advanceTimersByTime(1_000);
    expect(onAll).toHaveBeenCalledTimes(1);
    expect(onOrders).toHaveBeenCalledTimes(1);
  });

  it('that was closed stays closed', () => {
    const { line, sources, last } = opened();
    last()?.say('open');
    line.close();
    vi.advanceTimersByTime(60_000);
    expect(sources.map(({ state }) => state)).toEqual([2]);
    expect(line.state()).toBe('connecting');
  });

  it('that rests holds no connection, and reads all anew when it is opened again', () => {
    const { line, sources, last, onAll } = opened();
    last()?.say('open');
    line.rest();
    vi.advanceTimersByTime(60_000);
    expect(sources.map(({ state }) => state)).toEqual([2]);
    expect(line.state()).toBe('off');
    line.open();
    line.open();
    expect(line.state()).toBe('connecting');
    last()?.say('open');
    vi.advanceTimersByTime(1_000);
    expect(sources.map(({ state }) => state)).toEqual([2, 0]);
    expect(onAll).toHaveBeenCalledTimes(1);
  });
});
