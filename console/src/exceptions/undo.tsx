/** Ten seconds in which a slip of the hand is taken back. Only for what stays in this house. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { words } from '../words/words.ts';

const forMilliseconds = 10_000;

type Undoable = { readonly text: string; readonly undo: () => void };

const UndoContext = createContext<(done: Undoable) => void>(() => undefined);

/** Says what was done, with a way back. */
export const useUndo = () => useContext(UndoContext);

export function UndoProvider({ children }: { children: ReactNode }) {
  const [done, setDone] = useState<Undoable | null>(null);
  useEffect(() => {
    if (done === null) return undefined;
    const end = setTimeout(() => setDone(null), forMilliseconds);
    return () => clearTimeout(end);
  }, [done]);
  return (
    <UndoContext value={setDone}>
      {children}
      <div className="changed undo" role="status">
        {done === null ? null : (
          <div>
            {done.text}{' '}
            <button
              type="button" aria-label={words.exceptions.undoTitle}
              onClick={() => {
                setDone(null);
                done.undo();
              }}
            >
              {words.exceptions.undo}
            </button>
          </div>
        )}
      </div>
    </UndoContext>
  );
}
