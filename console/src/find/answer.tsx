/** What is known of one order, and what can be told, before anything else is shown of it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { FoundOrder, Told } from '../api/service.ts';
import { keptReplyLanguage, useKept } from '../frame/kept.ts';
import { Trouble } from '../frame/trouble.tsx';
import { usePolling } from '../live/provider.tsx';
import { Notes } from '../notes/notes.tsx';
import { Differ } from '../orders/differ.tsx';
import { words } from '../words/words.ts';
import { tellQuestion } from './questions.ts';
import { CopyReply } from './reply.tsx';

const said = words.find;

type AnswerBlockProps = {
  readonly found: FoundOrder;
  /** Of several: whoever chose it goes on in it, as it opens above the list. */
  readonly isChosen: boolean;
};

export function AnswerBlock({ found, isChosen }: AnswerBlockProps) {
  const { order } = found;
  const block = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isChosen) block.current?.focus();
  }, [isChosen]);
  const language = useKept(keptReplyLanguage);
  const told = useQuery({ ...tellQuestion(order.id, language), refetchInterval: usePolling() });
  return (
    <section
      ref={block} className="panel stack find-answer" aria-labelledby="answer" tabIndex={-1}
    >
      <div className="row">
        <h2 id="answer">{said.known(order.orderNumber)}</h2>
        <span className="tag">{words.stages[order.stage]}</span>
        {order.disagrees ? <Differ /> : null}
        <span className="quiet">{found.town ?? said.noTown}</span>
        <Link className="row-link find-open" to="/orders/$id" params={{ id: order.id }}>
          {said.openOrder}
        </Link>
      </div>
      {told.isError ? <Trouble error={told.error} onAgain={() => void told.refetch()} /> : null}
      {told.data === undefined ? (
        <p className="quiet find-looking" role="status">{told.isPending ? said.looksUp : ''}</p>
      ) : <Facts told={told.data} />}
      <p className="quiet">{said.goingOn} {order.sentence}</p>
      <Notes order={order.id} warehouse={order.warehouse} Heading="h3" />
    </section>
  );
}

function Facts({ told }: { told: Told }) {
  return (
    <>
      <p className="sentence">{told.sentence}</p>
      <CopyReply told={told} />
      <details>
        <summary>{said.tell}</summary>
        <blockquote className="reply">{told.reply}</blockquote>
      </details>
    </>
  );
}
