/** One order in three systems: what goes on, who says what, what is owed, what happened. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { statusOf, type OrderView, type TimelineEntry } from '../api/client.ts';
import { isAwaited, orderQuestion, timelineQuestion } from '../api/questions.ts';
import { tellQuestion } from '../find/questions.ts';
import { Reply } from '../find/reply.tsx';
import { keptReplyLanguage, keptZone, useKept } from '../frame/kept.ts';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { useWarehouse } from '../frame/warehouse.ts';
import { useCalm } from '../live/calm.ts';
import { Changed } from '../live/changed.tsx';
import { usePolling } from '../live/provider.tsx';
import { Notes } from '../notes/notes.tsx';
import { notesQuestion } from '../notes/question.ts';
import { zoneFor } from '../time/when.tsx';
import { words } from '../words/words.ts';
import { Consignment } from './consignment.tsx';
import { Deeds } from './deeds.tsx';
import { Exceptions } from './exceptions.tsx';
import { Goods } from './goods.tsx';
import { Head } from './head.tsx';
import { Rulings } from './rulings.tsx';
import { Says } from './says.tsx';
import { Timeline } from './timeline.tsx';
import './order.css';

const route = getRouteApi('/framed/orders/$id');

/** The timeline is fetched whole up to here, so that problems first really has them all. */
const pagesFetchedUnasked = 5;

const nothingYet: readonly TimelineEntry[] = [];

export function OrderPage() {
  const { id } = route.useParams();
  const order = useQuery({ ...orderQuestion(id), refetchInterval: usePolling() });
  const chosen = useWarehouse();
  const timeline = useInfiniteQuery(timelineQuestion(id));
  const notes = useQuery(notesQuestion(id));
  const tell = useQuery(tellQuestion(id, useKept(keptReplyLanguage)));
  const isShown = useOnceFor(id, ![order, timeline, notes, tell].some(isAwaited));
  const isUnknown = useOnceFor(id, statusOf(order.error) === 404);
  // While it is asked for once more the error is gone, and what stands here must not.
  const isLost = isUnknown && order.data === undefined;
  const { orderNumber = words.orders.title } = order.data ?? {};
  useTitle(isLost ? words.order.unknownTitle : orderNumber);
  if (isLost) return <UnknownOrder id={id} />;
  return (
    <div className="stack order">
      <p><Link className="row-link" to="/orders" search={chosen}>{words.order.back}</Link></p>
      {order.isError ? (
        <Trouble error={order.error} onAgain={() => void order.refetch()} />
      ) : null}
      {order.isPending || !isShown ? (
        <p className="quiet" role="status">{words.order.looking}</p>
      ) : null}
      {order.data === undefined || !isShown ? null : <KnownOrder order={order.data} />}
    </div>
  );
}

/** Whether it was so once for this subject: what is shown does not go away for a later question. */
function useOnceFor(subject: string, isSo: boolean): boolean {
  const [was, setWas] = useState<string | null>(null);
  if (isSo && was !== subject) setWas(subject);
  return isSo || was === subject;
}

function KnownOrder({ order }: { order: OrderView }) {
  const [answered, setAnswer] = useState('');
  const answer = useInfiniteQuery({
    ...timelineQuestion(order.id), refetchInterval: usePolling(),
  });
  const pages = answer.data?.pages;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = answer;
  useEffect(() => {
    if (pages === undefined || pages.length >= pagesFetchedUnasked) return;
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [pages, hasNextPage, isFetchingNextPage, fetchNextPage]);

  // Order and timeline are held and shown together, so that they never tell two different stories.
  const fresh = useMemo(
    () => ({ order, entries: pages?.flatMap((page) => page.items) ?? nothingYet }),
    [order, pages],
  );
  const calm = useCalm(fresh, `${order.id} ${pages?.length ?? 0}`);
  const { order: shown, entries } = calm.shown;
  const choice = useKept(keptZone);
  const zone = zoneFor(choice, shown.timeZone);
  const isOnly = shown.consignments.length === 1;
  return (
    <>
      <Head order={shown} zone={zone}>
        <Reply key={shown.id} order={shown.id} />
        <Deeds
          order={shown.id} actions={shown.actions} zone={zone} onDone={setAnswer}
          nameOf={({ body }) => nameOfConsignment(shown, body['consignment'])}
        />
        <p role="status" className="ruled">{answered}</p>
      </Head>
      <Says order={shown} zone={zone} />
      <Exceptions order={shown} zone={zone} onDone={setAnswer} />
      <Rulings order={shown} zone={zone} onDone={setAnswer} />
      <div className="panel">
        <Notes order={shown.id} warehouse={shown.warehouse} Heading="h2" />
      </div>
      {shown.consignments.map((consignment) => (
        <Consignment key={consignment.id} consignment={consignment} isOnly={isOnly} zone={zone} />
      ))}
      <div className="stack" {...calm.area}>
        {answer.isError ? (
          <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
        ) : null}
        <Timeline
          entries={entries} isLooking={answer.isPending} zone={zone} warehouseZone={shown.timeZone}
          more={hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : null}
        />
        {shown.consignments.length === 0 ? (
          <p className="panel quiet">{words.order.noConsignments}</p>
        ) : null}
        {shown.consignments.map((consignment) => (
          <Goods key={consignment.id} consignment={consignment} isOnly={isOnly} zone={zone} />
        ))}
        <Changed
          isShown={calm.isBehind} text={words.order.changed} button={words.order.show}
          onShow={calm.show}
        />
      </div>
    </>
  );
}

/** With one consignment there is nothing to tell apart. */
function nameOfConsignment(order: OrderView, id: string | undefined): string | null {
  const found = order.consignments.find((consignment) => consignment.id === id);
  return found === undefined || order.consignments.length === 1 ? null
    : words.order.consignment(found.reference, found.warehouse);
}

function UnknownOrder({ id }: { id: string }) {
  return (
    <section className="panel stack">
      <h1>{words.order.unknownTitle}</h1>
      <p>{words.order.unknown(id)}</p>
      <p>
        {words.order.unknownNext}{' '}
        <Link to="/find" search={{ q: id }}>{words.frame.find}</Link>
      </p>
      <p><Link to="/orders">{words.order.back}</Link></p>
    </section>
  );
}
