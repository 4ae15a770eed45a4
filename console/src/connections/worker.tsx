/** Who does the work on a connection: which machine; which process of it only for who looks. */
import type { ConnectionView } from '../api/client.ts';
import { words } from '../words/words.ts';

const said = words.connections;

export function Worker({ lease }: Pick<ConnectionView, 'lease'>) {
  if (lease === null) return said.holderNobody;
  const who = said.workers[lease.place](lease.machine);
  return (
    <>
      {lease.isHeld ? who : said.holderGone(who)}
      <details className="detail">
        <summary>{words.trouble.detail}</summary>
        <code className="breaks">{lease.holder}</code>
      </details>
    </>
  );
}
