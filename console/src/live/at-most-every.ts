/**
 * What is asked for often is done at once, and then once for all that came in the meantime. While
 * it is still being done it is not begun again: a slow answer would be thrown away for the next.
 */
export type Seldom = { readonly ask: () => void; readonly stop: () => void };

/** An answer that never comes holds up no more than so many rests. */
const restsWithoutAnswer = 10;

export function atMostEvery(
  milliseconds: number, act: () => Promise<unknown> | undefined,
): Seldom {
  /** What ends the rest under way; none while there is none. */
  let resting: { readonly timers: ReturnType<typeof setTimeout>[] } | null = null;
  let isAsked = false;

  function ask(): void {
    if (resting !== null) {
      isAsked = true;
      return;
    }
    let left = 2;
    const goOn = (): void => {
      if (resting !== rest) return;
      stopTimers();
      resting = null;
      if (!isAsked) return;
      isAsked = false;
      ask();
    };
    const oneIsDone = (): void => {
      left -= 1;
      if (left === 0) goOn();
    };
    const rest = { timers: [
      setTimeout(oneIsDone, milliseconds), setTimeout(goOn, restsWithoutAnswer * milliseconds),
    ] };
    resting = rest;
    const answer = act();
    if (answer === undefined) oneIsDone();
    else answer.then(oneIsDone, oneIsDone);
  }

  const stopTimers = (): void => {
    for (const timer of resting?.timers ?? []) clearTimeout(timer);
  };

  return {
    ask,
    stop: () => {
      stopTimers();
      resting = null;
      isAsked = false;
    },
  };
}
