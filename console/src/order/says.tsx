/** The three-system line: what each says, when and how it was seen, and whether they differ. */
import type { OrderView, SaysView } from '../api/client.ts';
import { Clock } from '../time/when.tsx';
import { words } from '../words/words.ts';

const systems = ['warehouse', 'shipstation', 'channel'] as const;

export function Says({ order, zone }: { order: OrderView; zone: string }) {
  const said = words.order;
  return (
    <section
      className="panel stack says" aria-labelledby="says" data-differ={order.agree ? undefined : ''}
    >
      <div className="row">
        <h2 id="says">{said.saysTitle}</h2>
        {order.agree ? (
          <span className="mark mark-agree"><span aria-hidden="true">=</span> {said.agree}</span>
        ) : (
          <span className="mark mark-differ">
            <span aria-hidden="true">≠</span> {said.differ}
          </span>
        )}
      </div>
      <div className="says-line">
        {systems.map((system) => (
          <div key={system} className="says-one">
            <h3>{words.systems[system]}</h3>
            <Voices voices={order.says.filter((one) => one.system === system)} zone={zone} />
            <Pages pages={(order.pages ?? []).filter((one) => one.system === system)} />
          </div>
        ))}
      </div>
      {order.disagreement === null ? null : <p className="disagreement">{order.disagreement}</p>}
    </section>
  );
}

/** Usually one; an order in two warehouses has two that speak. */
function Voices({ voices, zone }: { voices: readonly SaysView[]; zone: string }) {
  if (voices.length === 0) return <p className="quiet">{words.order.saysNothing}</p>;
  return voices.map((voice) => (
    <div key={voice.name}>
      <p className="says-words">{voice.says}</p>
      <p className="quiet"><Seen voice={voice} zone={zone} /> <span>({voice.name})</span></p>
    </div>
  ));
}

/** A page of another system: it opens beside this one, and learns nothing of where that was. */
function Pages({ pages }: { pages: NonNullable<OrderView['pages']> }) {
  if (pages.length === 0) return null;
  return (
    <ul className="plain">
      {pages.map(({ url, name, reference }) => (
        <li key={url}>
          <a className="row-link" href={url} target="_blank" rel="noopener noreferrer">
            {words.order.openIn(reference, name)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Seen({ voice, zone }: { voice: SaysView; zone: string }) {
  if (voice.seenAt === null) return words.order.neverSeen;
  return (
    <>
      {words.order.seen} <Clock at={voice.seenAt} zone={zone} />
      {voice.by === null ? '' : `, ${words.seenBy[voice.by]}`}
    </>
  );
}
