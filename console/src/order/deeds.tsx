/** What may be done about an order: each button says what follows before anything is done. */
import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { faultsOf } from '../api/client.ts';
import { forgetLists, forgetOrders } from '../api/questions.ts';
import { doAsOffered, type Action, type Filling } from '../api/rulings.ts';
import { Ask, Why, type Filled } from '../ask/ask.tsx';
import { Until, untilTyped } from '../ask/until.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { words } from '../words/words.ts';

type DeedsProps = {
  readonly order: string;
  readonly actions: readonly Action[];
  /** What tells two of a kind apart: a consignment, where each goes by itself. */
  readonly nameOf?: (action: Action) => string | null;
  readonly zone: string;
  /** The engine's sentence on what was done. */
  readonly onDone: (sentence: string) => void;
};

const said = words.rulings;

export function Deeds({ order, actions, nameOf, zone, onDone }: DeedsProps) {
  const client = useQueryClient();
  const reasons = useId();
  // As it was when it was opened: the engine refuses what facts have overtaken since.
  const [asked, setAsked] = useState<Action | null>(null);
  const [isEmpty, setEmpty] = useState(false);
  const act = useMutation({
    mutationFn: ({ action, filling }: { action: Action; filling: Filling }) =>
      doAsOffered(action, filling),
    onSuccess: async ({ sentence }) => {
      setAsked(null);
      onDone(sentence);
      await Promise.all([forgetOrders(client, new Set([order])), forgetLists(client)]);
    },
  });

  function open(action: Action) {
    setEmpty(false);
    act.reset();
    setAsked(asked !== null && keyOf(asked) === keyOf(action) ? null : action);
  }

  function say(action: Action, filled: Filled) {
    const filling = fillingOf(action, filled, zone);
    const isMissing = action.asks.some((name) => (filling[name] ?? '') === '');
    setEmpty(isMissing);
    if (!isMissing) act.mutate({ action, filling });
  }

  if (actions.length === 0) return null;
  return (
    <div className="stack deeds">
      {[...new Set(actions.map(({ needs }) => needs))].map((right) => (
        <WhyNot key={right} right={right} id={`${reasons}-${right}`} />
      ))}
      <div className="row">
        {actions.map((action) => (
          <MayButton
            key={keyOf(action)} right={action.needs} reason={`${reasons}-${action.needs}`}
            variant="default" data-key={action.action === 'hold' ? 'h' : undefined}
            aria-expanded={asked !== null && keyOf(asked) === keyOf(action)}
            onClick={() => open(action)}
          >
            {said.deed(action.words, nameOf?.(action) ?? null)}
          </MayButton>
        ))}
      </div>
      {asked === null ? null : (
        <Ask
          key={keyOf(asked)} title={asked.words} button={asked.words} isBusy={act.isPending}
          onSay={(filled) => say(asked, filled)} onBack={() => setAsked(null)}
        >
          <p className="asked-means">{asked.means}</p>
          {[...asked.asks, ...asked.optional].map((name) => (
            <Field
              key={name} name={name} isMissing={isEmpty && asked.asks.includes(name)} zone={zone}
              problem={faultsOf(act.error).find(({ path }) => path === name)?.problem ?? null}
            />
          ))}
        </Ask>
      )}
      {act.isError ? (
        <DeedTrouble error={act.error} look="order" onClose={() => act.reset()} />
      ) : null}
    </div>
  );
}

const keyOf = ({ action, body }: Action): string =>
  [action, body['exception'], body['consignment']].filter((part) => part !== undefined).join('-');

function fillingOf({ asks, optional }: Action, filled: Filled, zone: string): Filling {
  return Object.fromEntries([...asks, ...optional].flatMap((name) => {
    const typed = filled(name);
    if (typed === '') return [];
    return [[name, name === 'until' ? untilTyped(typed, zone) ?? typed : typed]];
  }));
}

type FieldProps = {
  readonly name: Action['asks'][number];
  readonly isMissing: boolean;
  readonly problem: string | null;
  readonly zone: string;
};

function Field({ name, isMissing, problem, zone }: FieldProps) {
  switch (name) {
    case 'why':
      return <Why isEmpty={isMissing} />;
    case 'until':
      return <Until zone={zone} problem={problem} />;
    case 'to':
    case 'carrier':
    case 'trackingNumber':
      return (
        <TextInput
          name={name} label={said.fields[name]} autoComplete="off" spellCheck={false}
          error={isMissing ? said.needed : problem}
        />
      );
    default:
      return name satisfies never;
  }
}
