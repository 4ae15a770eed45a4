import type { Flow } from '../api/client.ts';
import type { ListLink } from '../charts/list-link.tsx';
import { OrdersLink } from '../frame/list-link.tsx';
import { clockTime } from '../time/clock.ts';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { numeral } from '../words/counted.ts';
import { words } from '../words/words.ts';

type NeedsProps = {
  readonly needs: Flow['needsYou'];
  readonly questions: Flow['questions'];
  readonly held: Flow['held'];
  readonly zone: string;
};

/** What somebody has to look at now: the four numbers, and what people asked and hold. */
export function Needs({ needs, questions, held, zone }: NeedsProps) {
  const now = useNow();
  const { flow } = words;
  return (
    <section className="stack" aria-labelledby="needs">
      <h2 id="needs">{flow.needsTitle}</h2>
      <NeedList needs={needs} />
      {questions.orders === 0 ? null : (
        <p className="panel">
          <OrdersLink list={questions.list} className="row-link">
            {flow.asked(questions.orders)}
          </OrdersLink>
        </p>
      )}
      {held.orders === 0 ? null : (
        <p className="panel">
          <OrdersLink list={held.list} className="row-link">{flow.onHold(held.orders)}</OrdersLink>.
          {' '}
          <span className="quiet">
            {flow.onHoldMeans}
            {held.nextEndsAt === null ? null
              : ` ${flow.firstEnds(clockTime(held.nextEndsAt, zone, now))}`}
          </span>
        </p>
      )}
    </section>
  );
}

type NeedListProps = { readonly needs: Flow['needsYou']; readonly listLink?: ListLink };

/** The four numbers; each leads to its orders, and to the late ones. */
export function NeedList({ needs, listLink: LinkTo = OrdersLink }: NeedListProps) {
  const now = useNow();
  const { flow } = words;
  return (
    <ul className="needs">
      {needs.map((need) => (
        <li key={need.is} className="panel need" data-late={need.late > 0 ? '' : undefined}>
          <LinkTo list={need.list} className="need-link">
            <span className="need-count">{numeral(need.count)}</span> {flow.needs[need.is]}
          </LinkTo>
          <p className="need-more">
            {need.oldestSince === null ? flow.noneWaiting
              : flow.oldest(durationInWords(now - Date.parse(need.oldestSince)))}
            {need.count === 0 ? null : ' · '}
            {need.count > 0 && need.late === 0 ? flow.noneLate : null}
            {need.late === 0 ? null : (
              <LinkTo list={need.lateList} className="need-late">
                {flow.late(need.late)}
              </LinkTo>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
