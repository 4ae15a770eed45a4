/** Whose a cause is: take it, give it, say that it was seen, put it off, write a note. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actOnCause, type CauseAct, type CauseDetail } from '../api/causes.ts';
import { causeQuestion, handsQuestion } from '../api/cause-questions.ts';
import { forgetLists, meQuestion } from '../api/questions.ts';
import { Ask, Why, type Filled } from '../ask/ask.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { MayButton, WhyNot } from '../may/may-button.tsx';
import { serverNow } from '../time/server-clock.ts';
import { Clock } from '../time/when.tsx';
import { useZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { useUndo } from './undo.tsx';

const said = words.exceptions;
type Asked = 'give' | 'wait' | 'note';

export function Hands({ cause }: { cause: CauseDetail }) {
  const { id } = cause;
  const client = useQueryClient();
  const { data: me } = useQuery(meQuestion);
  const tellUndo = useUndo();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isEmpty, setEmpty] = useState(false);
  const act = useMutation({
    mutationFn: (wish: CauseAct) => actOnCause(id, wish),
    onSuccess: (after) => {
      client.setQueryData(causeQuestion(id).queryKey, after);
      void forgetLists(client);
    },
  });

  function give(to: string | null) {
    const before = cause.assignedTo;
    act.mutate({ act: 'give', body: { to } }, {
      onSuccess: () => tellUndo({
        text: to === null ? said.undone.back : said.undone.give(words.owners[to] ?? to),
        undo: () => act.mutate({ act: 'give', body: { to: before } }),
      }),
    });
  }

  function acknowledge() {
    act.mutate({ act: 'acknowledge', body: {} }, {
      onSuccess: () => tellUndo({
        text: said.undone.seen,
        undo: () => act.mutate({ act: 'unacknowledge', body: {} }),
      }),
    });
  }

  function say(filled: Filled) {
    const needed = asked === 'give' ? filled('to') : filled('why');
    setEmpty(needed === '');
    if (needed === '') return;
    if (asked === 'give') give(needed);
    if (asked === 'note') act.mutate({ act: 'note', body: { why: needed } });
    if (asked === 'wait') {
      const until = new Date(serverNow() + Number(filled('minutes')) * 60_000).toISOString();
      act.mutate({ act: 'wait', body: { until, why: needed } });
    }
    setAsked(null);
  }

  const ask = (what: Asked) => {
    setEmpty(false);
    setAsked(asked === what ? null : what);
  };
  if (cause.count === 0) return null;
  const isMine = me !== undefined && cause.assignedTo === me.name;
  const hand = { right: 'work-exceptions', reason: 'why-not-work', variant: 'default' } as const;
  return (
    <section className="panel stack" aria-labelledby="hands-title">
      <h3 id="hands-title">{said.ownerTitle}</h3>
      <WhyNot right="work-exceptions" id="why-not-work" />
      <div className="row">
        <MayButton
          {...hand} loading={act.isPending}
          onClick={() => give(isMine || me === undefined ? null : me.name)}
        >
          {isMine ? said.giveBack : said.take}
        </MayButton>
        <MayButton {...hand} data-key="a" onClick={acknowledge}>{said.acknowledge}</MayButton>
        <MayButton {...hand} aria-expanded={asked === 'give'} onClick={() => ask('give')}>
          {said.give}
        </MayButton>
        <MayButton
          {...hand} data-key="h" aria-expanded={asked === 'wait'} onClick={() => ask('wait')}
        >
          {said.wait}
        </MayButton>
        <MayButton {...hand} aria-expanded={asked === 'note'} onClick={() => ask('note')}>
          {said.note}
        </MayButton>
      </div>
      {asked === 'give' ? (
        <Ask
          title={said.give} button={said.giveNow} isBusy={act.isPending} onSay={say}
          onBack={() => setAsked(null)}
        >
          <ChooseHand isEmpty={isEmpty} />
        </Ask>
      ) : null}
      {asked === 'wait' ? (
        <Ask
          title={said.wait} button={said.waitNow} isBusy={act.isPending} onSay={say}
          onBack={() => setAsked(null)}
        >
          <NativeSelect
            name="minutes" label={said.waitFor}
            data={Object.entries(said.waits).map(([value, label]) => ({ value, label }))}
          />
          <Why isEmpty={isEmpty} />
        </Ask>
      ) : null}
      {asked === 'note' ? (
        <Ask
          title={said.note} button={said.noteNow} isBusy={act.isPending} onSay={say}
          onBack={() => setAsked(null)}
        >
          <TextInput
            name="why" label={said.noteText} autoComplete="off"
            error={isEmpty ? said.needed : null}
          />
        </Ask>
      ) : null}
      {act.isError ? (
        <DeedTrouble error={act.error} look="cause" onClose={() => act.reset()} />
      ) : null}
    </section>
  );
}

/** Roles in words, and whoever gets in by name: a name that nobody has cannot be given. */
function ChooseHand({ isEmpty }: { isEmpty: boolean }) {
  const { data, isError } = useQuery(handsQuestion);
  const roles = data?.roles ?? [];
  const people = data?.people ?? [];
  return (
    <NativeSelect
      name="to" label={said.giveTo} data-autofocus
      error={isError ? said.handsUnknown : isEmpty ? said.needed : null}
      data={[
        { value: '', label: data === undefined ? said.handsLooking : said.chooseHand },
        { group: said.handRoles, items: roles.map(({ role, words: label }) =>
          ({ value: role, label: words.owners[role] ?? label })) },
        { group: said.handPeople, items: people.map((name) => ({ value: name, label: name })) },
      ]}
    />
  );
}

export function History({ cause }: { cause: CauseDetail }) {
  const zone = useZone();
  return (
    <section className="panel stack" aria-labelledby="history-title">
      <h3 id="history-title">{said.historyTitle}</h3>
      {cause.history.length === 0 ? <p className="quiet">{said.noHistory}</p> : (
        <ul className="history">
          {cause.history.map(({ at, sentence }) => (
            <li key={`${at} ${sentence}`}><Clock at={at} zone={zone} /> {sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
