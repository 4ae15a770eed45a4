/** What people decided about the order, whether it still counts, and the way to take it back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrderView } from '../api/client.ts';
import { forgetLists, forgetOrders } from '../api/questions.ts';
import { takeBack, type Ruling } from '../api/rulings.ts';
import { Ask, Why } from '../ask/ask.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { Clock } from '../time/when.tsx';
import { words } from '../words/words.ts';

type RulingsProps = {
  readonly order: OrderView;
  readonly zone: string;
  readonly onDone: (sentence: string) => void;
};

const said = words.rulings;

export function Rulings({ order, zone, onDone }: RulingsProps) {
  const all = order.consignments
    .flatMap(({ rulings, reference, warehouse }) => rulings.map((ruling) => ({
      ruling,
      of: order.consignments.length === 1 ? null
        : words.order.consignment(reference, warehouse),
    })))
    .toSorted((one, other) => other.ruling.at.localeCompare(one.ruling.at));
  if (all.length === 0) return null;
  const reason = 'why-not-take-back';
  return (
    <section className="panel stack" aria-labelledby="rulings">
      <h2 id="rulings">{said.title}</h2>
      {all.some(({ ruling }) => ruling.state === 'in-force')
        ? <WhyNot right="rule" id={reason} /> : null}
      <ul className="rulings">
        {all.map(({ ruling, of }) => (
          <li key={ruling.id} className="stack">
            <div>
              <span className="tag" data-ruling={ruling.state}>{said.states[ruling.state]}</span>
              {' '}<Clock at={ruling.at} zone={zone} /> {of === null ? '' : `${of}: `}
              {ruling.sentence}
              {ruling.until === null ? null : (
                <> {said.lastsUntil} <Clock at={ruling.until} zone={zone} />.</>
              )}
            </div>
            {ruling.withdrawn === null ? null : (
              <p className="quiet">
                {said.takenBackBy(ruling.withdrawn.by, ruling.withdrawn.why)}{' '}
                <Clock at={ruling.withdrawn.at} zone={zone} />
              </p>
            )}
            {ruling.state === 'in-force' ? (
              <TakeBack order={order.id} ruling={ruling} reason={reason} onDone={onDone} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

type TakeBackProps = {
  readonly order: string;
  readonly ruling: Ruling;
  readonly reason: string;
  readonly onDone: (sentence: string) => void;
};

function TakeBack({ order, ruling, reason, onDone }: TakeBackProps) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [isEmpty, setEmpty] = useState(false);
  const act = useMutation({
    mutationFn: (why: string) => takeBack(order, ruling.id, why),
    onSuccess: async ({ sentence }) => {
      setAsking(false);
      onDone(sentence);
      await Promise.all([forgetOrders(client, new Set([order])), forgetLists(client)]);
    },
  });
  return (
    <>
      <div>
        <MayButton
          right="rule" reason={reason} variant="default" size="compact-sm"
          aria-label={said.takeBackNamed(ruling.sentence)} aria-expanded={isAsking}
          onClick={() => setAsking(!isAsking)}
        >
          {said.takeBack}
        </MayButton>
      </div>
      {isAsking ? (
        <Ask
          title={said.takeBackNamed(ruling.sentence)} button={said.takeBackNow}
          isBusy={act.isPending} onBack={() => setAsking(false)}
          onSay={(filled) => {
            const why = filled('why');
            setEmpty(why === '');
            if (why !== '') act.mutate(why);
          }}
        >
          <p className="asked-means">{said.takeBackMeans}</p>
          <Why isEmpty={isEmpty} />
        </Ask>
      ) : null}
      {act.isError ? (
        <DeedTrouble error={act.error} look="order" onClose={() => act.reset()} />
      ) : null}
    </>
  );
}
