/** Figures in this machine's own time are worth something only where it has nothing else to do. */

/** So many programs may want a core in the minute before a part, and it is still at rest. */
export const restsUpTo = 1.5;

/** The part before it, or its build, is waited for; other work is not. */
const patienceSeconds = 5 * 60;
const askEverySeconds = 5;

/** Whether the machine comes to rest in time. */
export const comesToRest = async (
  load: () => number,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<boolean> => {
  for (let waited = 0; waited <= patienceSeconds; waited += askEverySeconds) {
    if (load() <= restsUpTo) return true;
    await wait(askEverySeconds * 1_000);
  }
  return false;
};
