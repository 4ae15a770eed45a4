/** A part of a card that is looked up when it is unfolded; the address says whether it is. */
import type { ReactNode } from 'react';

type FoldProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly children: ReactNode;
};

export function Fold({ title, isOpen, onOpen, children }: FoldProps) {
  return (
    <details
      open={isOpen}
      onToggle={(event) => {
        if (event.currentTarget.open !== isOpen) onOpen(event.currentTarget.open);
      }}
    >
      <summary>{title}</summary>
      {isOpen ? children : null}
    </details>
  );
}
