/** Errors in words: what happened, what it means for parcels, what to do, who; detail folded. */
import { Button } from '@mantine/core';
import { ApiTrouble, type TroubleKind } from '../api/client.ts';
import { words } from '../words/words.ts';

export function Trouble({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const told = tell(error);
  return (
    <section className="panel trouble stack" role="alert">
      <h2>{told.title}</h2>
      <p>{told.means}</p>
      <p>{told.next}</p>
      <div><Button onClick={onAgain}>{words.trouble.again}</Button></div>
      <details>
        <summary>{words.trouble.detail}</summary>
        <code>{told.detail}</code>
      </details>
    </section>
  );
}

type Told = {
  readonly title: string;
  readonly means: string;
  readonly next: string;
  readonly detail: string;
};

export function tell(error: unknown): Told {
  const { trouble } = words;
  if (!(error instanceof ApiTrouble)) {
    const next = trouble.brokenNext;
    return { title: trouble.pageTitle, means: trouble.page, next, detail: String(error) };
  }
  const { kind, asked } = error;
  const detail = `${asked}: ${error.message} ${kind.is === 'refused' ? kind.problem.detail : ''}`;
  return { ...tellKind(kind), detail: detail.trim() };
}

function tellKind(kind: TroubleKind): Omit<Told, 'detail'> {
  const { trouble } = words;
  if (kind.is === 'unreachable' || [502, 503, 504].includes(kind.status)) {
    return {
      title: trouble.unreachableTitle, means: trouble.unreachable, next: trouble.unreachableNext,
    };
  }
  if (kind.status >= 500) {
    return { title: trouble.brokenTitle, means: trouble.broken, next: trouble.brokenNext };
  }
  // A refusal has the engine's own plain words; ours stand in where it gave none.
  const means = [kind.problem.detail, ...kind.problem.problems].filter((text) => text !== '');
  return {
    title: kind.status === 429 ? trouble.tooManyTitle : kind.problem.title || trouble.refusedTitle,
    means: means.length > 0 ? means.join(' ') : trouble.refused,
    next: kind.status === 429 ? trouble.tooManyNext : trouble.refusedNext,
  };
}
