/** One box for whoever has a customer on the telephone: paste, Enter, copy. */
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { detailOf, statusOf } from '../api/client.ts';
import type { Found } from '../api/service.ts';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { useFollowed } from '../keys/keep-focus.ts';
import { words } from '../words/words.ts';
import { AnswerBlock } from './answer.tsx';
import { Hits } from './hits.tsx';
import { findQuestion } from './questions.ts';
import './find.css';

const route = getRouteApi('/framed/find');

export function FindPage() {
  const { q = '', order } = route.useSearch();
  useTitle(q === '' ? words.find.title : `${words.find.title}: ${q}`);
  const answer = useQuery(findQuestion(q));
  return (
    <div className="stack find-page">
      <h1>{words.find.title}</h1>
      <Box typed={q} />
      {q === '' ? <p className="panel quiet">{words.find.start}</p> : null}
      {q !== '' && answer.isPending ? (
        <p className="quiet find-looking" role="status">{words.find.looking}</p>
      ) : null}
      {answer.isError ? (
        <NotAnswered typed={q} error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {answer.data === undefined ? null : (
        <Answered typed={q} found={answer.data} chosen={order} />
      )}
    </div>
  );
}

/** The frame's box looks in the same place; this one is the larger, and says what it takes. */
function Box({ typed }: { typed: string }) {
  const navigate = route.useNavigate();
  const box = useFollowed(typed);
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('q');
    const q = typeof given === 'string' ? given.trim() : '';
    void navigate({ search: q === '' ? {} : { q } });
  }
  return (
    <form className="find-form" aria-label={words.find.title} onSubmit={submit}>
      <TextInput
        ref={box} name="q" size="md" defaultValue={typed} label={words.find.box}
        placeholder={words.find.boxHint} autoComplete="off" spellCheck={false}
        autoFocus={typed === ''}
      />
      <Button type="submit" size="md">{words.find.button}</Button>
    </form>
  );
}

/** What the server takes to be looked for, in characters. */
const longest = 200;

function NotAnswered({ typed, error, onAgain }: {
  readonly typed: string; readonly error: Error; readonly onAgain: () => void;
}) {
  if (statusOf(error) !== 400) return <Trouble error={error} onAgain={onAgain} />;
  if (typed.length > longest) {
    return (
      <section className="panel stack" role="alert">
        <h2>{words.find.tooLong}</h2>
        <p>{words.find.oneThing}</p>
      </section>
    );
  }
  return (
    <section className="panel stack" role="alert">
      <h2>{words.find.tooShort}</h2>
      <p>{detailOf(error)}</p>
    </section>
  );
}

type AnsweredProps = {
  readonly typed: string; readonly found: Found; readonly chosen: string | undefined;
};

function Answered({ typed, found, chosen }: AnsweredProps) {
  const { items } = found;
  const [only] = items;
  if (only === undefined) return <Nothing typed={typed} found={found} />;
  const shown = items.length === 1 && !found.hasMore
    ? only : items.find(({ order }) => order.id === chosen);
  return (
    <>
      {shown === undefined ? null : (
        <AnswerBlock
          key={shown.order.id} found={shown} isChosen={shown.order.id === chosen}
        />
      )}
      {items.length === 1 && !found.hasMore ? null : (
        <Hits typed={typed} found={found} chosen={shown?.order.id ?? null} />
      )}
    </>
  );
}

function Nothing({ typed, found }: { typed: string; found: Found }) {
  return (
    <section className="panel stack" role="status">
      <h2>{words.find.noneTitle(typed)}</h2>
      <p>{words.find.lookedFor}</p>
      {found.isComplete ? null : <p className="problem-text">{found.sentence}</p>}
      <p>{words.find.noneNext}</p>
    </section>
  );
}
