import type { Flow } from '../api/client.ts';
import { Link } from '@tanstack/react-router';
import { StackedBars } from '../charts/stacked-bars.tsx';
import { OrdersLink } from '../frame/list-link.tsx';
import { durationInWords } from '../time/durations.ts';
import { useNow } from '../time/use-now.ts';
import { words } from '../words/words.ts';

type CausesProps = {
  readonly causes: Flow['causes'];
  /** Whether a whole connection stands still, which is said elsewhere on the page. */
  readonly isStopped: boolean;
};

/** What holds orders up, by how many it holds. */
export function Causes({ causes, isStopped }: CausesProps) {
  const now = useNow();
  const { flow } = words;
  return (
    <section className="panel stack" aria-labelledby="causes">
      <h2 id="causes">{flow.causesTitle}</h2>
      {causes.length === 0 ? (
        <p className="quiet">{isStopped ? flow.noCausesButStopped : flow.noCauses}</p>
      ) : (
        <StackedBars rows={causes.map((cause) => ({
          key: `${cause.code} ${cause.fault}`,
          name: (
            <>
              <Link
                className="row-link" to="/exceptions"
                search={{
                  code: cause.code, fault: cause.fault, warehouse: cause.list['warehouse'],
                }}
              >
                {cause.title}
              </Link>
              <OrdersLink list={cause.list} className="count">
                {flow.orders(cause.orders)}
              </OrdersLink>
            </>
          ),
          parts: [{ age: 'all', count: cause.orders }],
          more: (
            <div className="quiet cause-more">
              <p>{cause.sentence}</p>
              <p>
                {words.order.severity(cause.severity)},{' '}
                {flow.oldest(durationInWords(now - Date.parse(cause.oldestSince)))}
              </p>
            </div>
          ),
        }))} />
      )}
    </section>
  );
}
