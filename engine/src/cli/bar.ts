import type { Surroundings } from './surroundings.ts';

const cells = 30;

/** `[#########.....................] 30 %, 300 of 1,000 orders`. */
export function barText(done: number, all: number, what: string): string {
  const share = all <= 0 ? 1 : Math.min(1, Math.max(0, done / all));
  const filled = Math.floor(share * cells);
  const number = (count: number) => count.toLocaleString('en-GB');
  const bar = '#'.repeat(filled) + '.'.repeat(cells - filled);
  return `[${bar}] ${String(Math.floor(share * 100))} %, ` +
    `${number(done)} of ${number(all)} ${what}`;
}

export type Bar = {
  readonly draw: (done: number, all: number, what: string) => void;
  /** Takes the bar away, so that what follows begins on a clean line. */
  readonly end: () => void;
};

/** Only for a person at a terminal; whoever keeps the output keeps no bar. */
export function barOn({ draw, isTerminal }: Pick<Surroundings, 'draw' | 'isTerminal'>): Bar {
  if (draw === undefined || !isTerminal) {
    return { draw: () => undefined, end: () => undefined };
  }
  return {
    draw: (done, all, what) => { draw(`\r\u001B[K${barText(done, all, what)}`); },
    end: () => { draw('\r\u001B[K'); },
  };
}
