/** What was noted and asked about an order, and the two ways to add to it. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { answerQuestion, writeNote, type Note, type NoteKind } from '../api/service.ts';
import { forgetLists, forgetOrders } from '../api/questions.ts';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { usePolling } from '../live/provider.tsx';
import { AboutWarehouse, LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { notesQuestion } from './question.ts';
import './notes.css';

const said = words.find;

type NotesProps = {
  readonly order: string;
  readonly warehouse: string | null;
  /** As deep as the place on the page is. */
  readonly Heading: 'h2' | 'h3';
};

export function Notes({ order, warehouse, Heading }: NotesProps) {
  const [writing, setWriting] = useState<NoteKind | null>(null);
  const answer = useQuery({ ...notesQuestion(order), refetchInterval: usePolling() });
  const notes = answer.data?.items ?? [];
  const title = useId();
  const nobody = warehouse === null;
  const reason = useId();
  const whyNot = useId();
  const whyNoAnswer = useId();
  return (
    <section className="stack notes" aria-labelledby={title}>
      <Heading id={title}>{said.notesTitle}</Heading>
      <div className="row">
        <MayButton
          right="note" reason={nobody ? reason : whyNot} variant="default"
          {...(nobody ? { disabled: true, 'aria-describedby': reason } : {})}
          aria-expanded={writing === 'question'} onClick={() => setWriting('question')}
        >
          {said.ask}
        </MayButton>
        <MayButton
          right="note" reason={whyNot} variant="default" aria-expanded={writing === 'note'}
          onClick={() => setWriting('note')}
        >
          {said.note}
        </MayButton>
        {nobody ? <span id={reason} className="quiet">{said.noWarehouse}</span> : null}
      </div>
      <WhyNot right="note" id={whyNot} />
      {writing === null ? null : (
        <Write
          key={writing} send={said.send[writing]} hint={writing === 'question' ? said.askHint : ''}
          label={writing === 'question' ? said.askTitle(warehouse ?? '') : said.noteTitle}
          order={order} onDone={() => setWriting(null)}
          onSend={(text) => writeNote(order, writing, text)}
        />
      )}
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {notes.some(isOpen) ? <WhyNot right="answer-questions" id={whyNoAnswer} /> : null}
      {notes.length === 0 ? null : (
        <AboutWarehouse value={warehouse}>
          <ul className="plain notes-list">
            {notes.map((note) => (
              <li key={note.id}><NoteLine order={order} note={note} whyNot={whyNoAnswer} /></li>
            ))}
          </ul>
        </AboutWarehouse>
      )}
    </section>
  );
}

const isOpen = ({ kind, answer }: Note): boolean => kind === 'question' && answer === null;

type NoteLineProps = {
  readonly order: string;
  readonly note: Note;
  /** Where it is said why the reader may not answer. */
  readonly whyNot: string;
};

function NoteLine({ order, note, whyNot }: NoteLineProps) {
  const [isAnswering, setAnswering] = useState(false);
  return (
    <>
      <p>
        <span className="quiet">
          <LocalClock at={note.at} />{' '}
          {note.kind === 'question' ? said.askedBy(note.by) : said.notedBy(note.by)}
        </span>{' '}
        {note.said}
        {isOpen(note) ? <> <span className="tag">{said.unanswered}</span></> : null}
      </p>
      {note.answer === null ? null : (
        <p className="note-answer">
          <span className="quiet">
            <LocalClock at={note.answer.at} /> {said.answeredBy(note.answer.by)}
          </span>{' '}
          {note.answer.said}
        </p>
      )}
      {isOpen(note) && !isAnswering ? (
        <MayButton
          right="answer-questions" reason={whyNot} variant="default" size="compact-md"
          onClick={() => setAnswering(true)}
        >
          {said.answerIt}
        </MayButton>
      ) : null}
      {isOpen(note) && isAnswering ? (
        <Write
          order={order} label={said.answerOf(note.said)} hint="" send={said.sendAnswer}
          onSend={(text) => answerQuestion(order, note.id, text)}
          onDone={() => setAnswering(false)}
        />
      ) : null}
    </>
  );
}

type WriteProps = {
  readonly order: string;
  readonly label: string;
  readonly hint: string;
  readonly send: string;
  readonly onSend: (text: string) => Promise<{ readonly items: readonly Note[] }>;
  readonly onDone: () => void;
};

function Write({ order, label, hint, send, onSend, onDone }: WriteProps) {
  const client = useQueryClient();
  const [isEmpty, setEmpty] = useState(false);
  const sending = useMutation({
    mutationFn: onSend,
    onSuccess: async () => {
      // Whether a question is open shows on the order and in the lists as well.
      await Promise.all([forgetOrders(client, new Set([order])), forgetLists(client)]);
      onDone();
    },
  });
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('said');
    const text = typeof given === 'string' ? given.trim() : '';
    setEmpty(text === '');
    if (text !== '') sending.mutate(text);
  }
  return (
    <form className="stack write" aria-label={label} onSubmit={submit}>
      <TextInput
        name="said" label={label} placeholder={hint} autoFocus autoComplete="off" maxLength={1000}
        error={isEmpty ? said.empty : null}
      />
      <div className="row">
        <Button type="submit" loading={sending.isPending}>{send}</Button>
        <Button variant="default" onClick={onDone}>{said.back}</Button>
      </div>
      {sending.isError ? (
        <DeedTrouble error={sending.error} look="notes" onClose={() => sending.reset()} />
      ) : null}
    </form>
  );
}
