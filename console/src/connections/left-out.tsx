/** Records that could not be taken in and keep their order aside, with "go on without it". */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { goWithout, type LeftOutRecord } from '../api/client.ts';
import { forgetLists, leftOutQuestion } from '../api/questions.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { typedInto } from '../look/typed.ts';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { Table, type Column } from '../table/table.tsx';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { LookedUp } from './looked-up.tsx';

const { connections: said } = words;
const heads = said.leftOutHeads;
const whyNoGoing = 'why-no-going-without';

export function LeftOut({ name }: { name: string }) {
  const [asked, setAsked] = useState<LeftOutRecord | null>(null);
  const client = useQueryClient();
  const question = leftOutQuestion(name);
  const go = useMutation({
    mutationFn: (why: string) => {
      if (asked === null) throw new Error('nothing was asked about');
      return goWithout(name, { order: asked.order, record: asked.record, why });
    },
    onSuccess: async () => {
      setAsked(null);
      await Promise.all([
        client.invalidateQueries({ queryKey: question.queryKey }), forgetLists(client),
      ]);
    },
  });
  return (
    <LookedUp answer={useQuery(question)}>
      {({ items: rows }) => (
        <div className="stack wide-table">
          <p className="quiet">{said.leftOutMeans}</p>
          {rows.length === 0 ? null : <WhyNot right="go-without-record" id={whyNoGoing} />}
          {rows.length === 0 ? <p>{said.noLeftOut}</p> : (
            <Table
              caption={said.leftOutOf(name)} rows={rows} columns={columnsWith(setAsked)}
              keyOf={({ order, record }) => `${order} ${record}`}
            />
          )}
          {asked === null ? null : (
            <Ask
              of={asked} isUnderWay={go.isPending} onSay={go.mutate}
              onBack={() => setAsked(null)}
            />
          )}
          <p role="status" className="steer-answer">{go.data?.sentence ?? ''}</p>
          {go.isError ? (
            <DeedTrouble error={go.error} look="page" onClose={() => go.reset()} />
          ) : null}
        </div>
      )}
    </LookedUp>
  );
}

type AskProps = {
  readonly of: LeftOutRecord;
  readonly isUnderWay: boolean;
  readonly onSay: (why: string) => void;
  readonly onBack: () => void;
};

function Ask({ of: { orderNumber, record }, isUnderWay, onSay, onBack }: AskProps) {
  const [isEmpty, setEmpty] = useState(false);
  const title = said.goWithoutTitle(orderNumber, record);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const why = typedInto(event.currentTarget)('why');
    setEmpty(why === '');
    if (why !== '') onSay(why);
  }

  return (
    <form className="stack pause" aria-label={title} onSubmit={submit}>
      <h3>{title}</h3>
      <TextInput
        name="why" label={said.goWithoutWhy} placeholder={said.goWithoutHint} autoComplete="off"
        error={isEmpty ? said.goWithoutEmpty : null} data-autofocus
      />
      <div className="row">
        <Button type="submit" loading={isUnderWay}>{said.goWithoutNow}</Button>
        <Button variant="default" onClick={onBack}>{said.back}</Button>
      </div>
    </form>
  );
}

const columnsWith = (
  ask: (one: LeftOutRecord) => void,
): readonly Column<LeftOutRecord>[] => [
  { key: 'order', head: heads.order, kind: 'name', cell: ({ order, orderNumber }) => (
    <Link className="row-link" to="/orders/$id" params={{ id: order }}>{orderNumber}</Link>
  ) },
  { key: 'record', head: heads.record, cell: ({ record }) => record },
  { key: 'since', head: heads.since, cell: ({ since }) => (
    <LocalClock at={since} toTheSecond />
  ) },
  { key: 'why', head: heads.why, kind: 'wide', cell: ({ fault }) => fault },
  { key: 'go', head: heads.go, cell: (one) => (
    <MayButton
      right="go-without-record" reason={whyNoGoing} variant="default" size="compact-md"
      aria-label={said.goWithoutNamed(one.orderNumber, one.record)} onClick={() => ask(one)}
    >
      {said.goWithout}
    </MayButton>
  ) },
];
