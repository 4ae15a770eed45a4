/**
 * Errors in words: what happened, what it means for parcels, what to do, who; detail folded. This
 * is for what was only asked. Where something was to be done: `DeedTrouble`.
 */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiTrouble, isUnanswered, type TroubleKind } from '../api/client.ts';
import { words } from '../words/words.ts';

type TroubleProps = {
  readonly error: unknown;
  readonly onAgain: () => void;
  /** Not asked again by itself, because asking costs something. */
  readonly isAskedOnce?: boolean;
};

export function Trouble({ error, onAgain, isAskedOnce = false }: TroubleProps) {
  return (
    <Panel told={tell(error, isAskedOnce)}>
      <Button onClick={onAgain}>{words.trouble.again}</Button>
    </Panel>
  );
}

export type Told = {
  readonly title: string;
  readonly means: string;
  readonly next: string;
  readonly detail: string;
};

export function Panel({ told, children }: { told: Told; children: ReactNode }) {
  return (
    <section className="panel trouble stack" role="alert">
      <h2>{told.title}</h2>
      <p>{told.means}</p>
      <p>{told.next}</p>
      <div>{children}</div>
      <details>
        <summary>{words.trouble.detail}</summary>
        <code>{told.detail}</code>
      </details>
    </section>
  );
}

export function tell(error: unknown, isAskedOnce = false): Told {
  const { trouble } = words;
  const detail = detailIn(error);
  if (!(error instanceof ApiTrouble)) {
    return { title: trouble.pageTitle, means: trouble.page, next: trouble.brokenNext, detail };
  }
  const told = isUnanswered(error) ? {
    title: trouble.unreachableTitle, means: trouble.unreachable,
    next: isAskedOnce ? trouble.unreachableOnce : trouble.unreachableNext,
  } : tellKind(error.kind);
  return { ...told, detail };
}

export function detailIn(error: unknown): string {
  if (!(error instanceof ApiTrouble)) return String(error);
  const { kind, asked } = error;
  return `${asked}: ${error.message} ${kind.is === 'refused' ? kind.problem.detail : ''}`.trim();
}

function tellKind(kind: TroubleKind): Omit<Told, 'detail'> {
  const { trouble } = words;
  if (kind.is === 'unreachable' || kind.status >= 500) {
    return { title: trouble.brokenTitle, means: trouble.broken, next: trouble.brokenNext };
  }
  const { title, means } = tellRefusal(kind);
  return {
    title: title === '' ? trouble.refusedTitle : title,
    means: means === '' ? trouble.refused : means,
    next: kind.status === 429 ? trouble.tooManyNext : trouble.refusedNext,
  };
}

/** A refusal has the engine's own plain words; empty where it gave none. */
export function tellRefusal(
  { status, problem }: Extract<TroubleKind, { is: 'refused' }>,
): Pick<Told, 'title' | 'means'> {
  const means = [problem.detail, ...problem.problems].filter((text) => text !== '').join(' ');
  return { title: status === 429 ? words.trouble.tooManyTitle : problem.title, means };
}
