/** One cause: what it means, why it is believed, what may mend it, and whose it is. */
import { useQuery } from '@tanstack/react-query';
import { statusOf } from '../api/client.ts';
import type { CauseDetail, CauseWhy } from '../api/causes.ts';
import { causeQuestion, causeWhyQuestion } from '../api/cause-questions.ts';
import { isAwaited } from '../api/questions.ts';
import { safeLink } from '../frame/address.ts';
import { HandbookLink } from '../handbook/follow.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { usePolling } from '../live/provider.tsx';
import { Clock } from '../time/when.tsx';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { CauseOrders } from './cause-orders.tsx';
import { OrdersOfCause, StagesOfCause, VanOfCause } from './cause-links.tsx';
import { ownerInWords, Severity } from './cause-list.tsx';
import { named } from './cause-name.ts';
import { Hands, History } from './hands.tsx';
import { Told } from './told.tsx';
import { Suggestions } from './suggestions.tsx';
import { Why } from './why.tsx';

const said = words.exceptions;

export function CausePane({ id }: { id: string }) {
  const answer = useQuery({ ...causeQuestion(id), refetchInterval: usePolling() });
  const why = useQuery(causeWhyQuestion(id));
  if (answer.isError && (answer.data === undefined || statusOf(answer.error) === 404)) {
    return <Trouble error={answer.error} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined || isAwaited(why)) {
    return <p className="quiet cause-opening">{said.opening}</p>;
  }
  const cause = answer.data;
  return (
    <article className="stack cause" aria-labelledby="cause-title">
      <Head cause={cause} why={why.data} />
      <Why answer={why} />
      {cause.count === 0 ? null : <Suggestions cause={cause} why={why.data} />}
      <Hands cause={cause} />
      <CauseOrders cause={cause} />
      <History cause={cause} />
    </article>
  );
}

function Head({ cause, why }: { cause: CauseDetail; why: CauseWhy | undefined }) {
  const zone = useZone();
  const handbook = safeLink(cause.handbook);
  return (
    <section className="panel stack" data-severity={cause.severity}>
      <div className="row">
        <h2 id="cause-title">{cause.title}: {named(cause.fault)}</h2>
        <Severity severity={cause.severity} />
        {cause.state === 'new' ? null : (
          <span className="tag" data-state={cause.state}>{said.states[cause.state]}</span>
        )}
      </div>
      <p>
        <strong>
          <OrdersOfCause cause={cause} warehouse={undefined} className="number cause-number" />
        </strong>{' '}
        <StagesOfCause cause={cause} warehouse={undefined} />
      </p>
      {cause.count === 0 ? <p>{said.noOrders}</p> : <p>{why?.means ?? ''}</p>}
      {why?.sentence == null ? null : <p>{why.sentence}</p>}
      <p className="quiet">
        {cause.connection === null ? null : (
          <span className="part">{said.atConnection(cause.connection)}</span>
        )}
        <span className="part">
          {said.firstSeen} <Clock at={cause.firstSeenAt} zone={zone} />
        </span>
        {cause.limitAt === null || cause.count === 0 ? null : (
          <span className={cause.isOverLimit ? 'part problem-text' : 'part'}>
            {said.settleBy} <Clock at={cause.limitAt} zone={zone} />,{' '}
            {said.goesTo(words.owners[cause.escalatesTo] ?? cause.escalatesTo)}
          </span>
        )}
        <VanOfCause cause={cause} warehouse={undefined} />
        <span className="part">{ownerInWords(cause)}</span>
      </p>
      <Told alerts={cause.alerts} zone={zone} />
      {cause.waiting === null ? null : (
        <p>
          {said.waitsUntil(cause.waiting.by)} <Clock at={cause.waiting.until} zone={zone} />:{' '}
          {cause.waiting.why}
        </p>
      )}
      {cause.state === 'returned' || why?.lastClosed != null ? (
        <p>
          {cause.state === 'returned' ? <strong>{said.returned} </strong> : null}
          {why?.lastClosed}
        </p>
      ) : null}
      {handbook === null ? null : (
        <p><HandbookLink address={handbook}>{said.handbook}</HandbookLink></p>
      )}
    </section>
  );
}
