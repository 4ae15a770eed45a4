/** Gives the present view a name: for this browser, or for the team. */
import { Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  changeForTeam, keepForTeam, teamViewsQuestion, type TeamView, type ViewAlertWish,
} from '../api/team-views.ts';
import { Ask } from '../ask/ask.tsx';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { useMay } from '../may/use-may.ts';
import { words } from '../words/words.ts';
import { AlertFields, alertIn } from './alert-fields.tsx';
import { keepViews, useViews, withView, type ViewPage } from './kept-views.ts';

const said = words.views;

type NameViewProps = {
  readonly page: ViewPage;
  readonly search: string;
  /** The team's views of this page: one of the same name is changed where that is allowed. */
  readonly team: readonly TeamView[];
  readonly onDone: () => void;
};

export function NameView({ page, search, team, onDone }: NameViewProps) {
  const client = useQueryClient();
  const all = useViews();
  const may = useMay('share-views');
  const [isForTeam, setForTeam] = useState(false);
  const [isEmpty, setEmpty] = useState(false);
  const [hasNoNumber, setNoNumber] = useState(false);
  const share = useMutation({
    mutationFn: ({ name, alert }: { name: string; alert?: ViewAlertWish }) => {
      const known = team.find((one) => one.name === name && one.mayChange);
      return known === undefined
        ? keepForTeam({ page, name, search, ...(alert === undefined ? {} : { alert }) })
        : changeForTeam(known.id, { search, ...(alert === undefined ? {} : { alert }) });
    },
    onSuccess: (views) => {
      client.setQueryData(teamViewsQuestion.queryKey, views);
      onDone();
    },
  });
  return (
    <Ask
      title={said.keep} button={said.keepNow} isBusy={share.isPending} onBack={onDone}
      onSay={(filled) => {
        const name = filled('name').slice(0, 40);
        const alert = alertIn(filled);
        setEmpty(name === '');
        setNoNumber(alert.is === 'no-number');
        if (name === '' || alert.is === 'no-number') return;
        if (isForTeam) {
          return share.mutate({ name, ...(alert.is === 'wish' ? { alert: alert.wish } : {}) });
        }
        keepViews(withView(all, { page, name, search }));
        onDone();
      }}
    >
      <p className="asked-means">{isForTeam ? said.whereTeam : said.where}</p>
      <TextInput
        name="name" label={said.name} autoComplete="off" maxLength={40}
        error={isEmpty ? said.nameEmpty : null}
      />
      <Checkbox
        label={said.forTeam} checked={isForTeam} disabled={may.is !== 'yes'}
        description={may.is === 'no' ? may.why : null}
        onChange={(event) => setForTeam(event.currentTarget.checked)}
      />
      {isForTeam && page === '/orders' ? (
        <AlertFields alert={null} hasNoNumber={hasNoNumber} />
      ) : null}
      {share.isError ? (
        <DeedTrouble error={share.error} look="page" onClose={() => share.reset()} />
      ) : null}
    </Ask>
  );
}
