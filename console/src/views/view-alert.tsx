/** The alert of a view of the team: who is told when, when it was, and what may be made of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  changeForTeam, teamViewsQuestion, type TeamView, type ViewAlertWish,
} from '../api/team-views.ts';
import { Ask } from '../ask/ask.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { AlertFields, alertIn } from './alert-fields.tsx';

const said = words.views;

export function WhoIsTold({ alert }: { readonly alert: TeamView['alert'] }) {
  if (alert === null) return null;
  const { to, above, isNamed, told } = alert;
  return (
    <p className="quiet">
      {isNamed ? said.isTold(to, above) : <span className="problem-text">{said.noneTold(to)}</span>}
      {told === null ? null : (
        <>
          {' '}{said.lastTold} <LocalClock at={told.at} />{' '}
          {said.toldWith(told.count)}{told.isOver ? said.isOver : said.isStill}
        </>
      )}
    </p>
  );
}

type AskAlertProps = { readonly view: TeamView; readonly onDone: () => void };

export function AskAlert({ view, onDone }: AskAlertProps) {
  const { id, name, search, alert } = view;
  const client = useQueryClient();
  const [hasNoNumber, setNoNumber] = useState(false);
  const set = useMutation({
    mutationFn: (wish: ViewAlertWish | null) => changeForTeam(id, { search, alert: wish }),
    onSuccess: (views) => {
      client.setQueryData(teamViewsQuestion.queryKey, views);
      onDone();
    },
  });
  return (
    <Ask
      title={said.alertOf(name)} button={said.keepAlert} isBusy={set.isPending} onBack={onDone}
      onSay={(filled) => {
        const typed = alertIn(filled);
        setNoNumber(typed.is === 'no-number');
        if (typed.is !== 'no-number') set.mutate(typed.is === 'wish' ? typed.wish : null);
      }}
    >
      <AlertFields alert={alert} hasNoNumber={hasNoNumber} />
      {set.isError ? (
        <DeedTrouble error={set.error} look="page" onClose={() => set.reset()} />
      ) : null}
    </Ask>
  );
}
