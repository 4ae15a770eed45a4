/** What is asked for often is done at once, and then once for all that came in the meantime. */
export type Seldom = { readonly ask: () => void; readonly stop: () => void };

export function atMostEvery(milliseconds: number, act: () => void): Seldom {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;

  function ask(): void {
    if (resting !== undefined) {
      isAsked = true;
      return;
    }
    resting = setTimeout(() => {
      resting = undefined;
      if (!isAsked) return;
      isAsked = false;
      ask();
    }, milliseconds);
    act();
  }

  return {
    ask,
    stop: () => {
      clearTimeout(resting);
      resting = undefined;
      isAsked = false;
    },
  };
}
