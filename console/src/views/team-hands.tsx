/** Whose a view of the team is and who is told of it; alert and taking it away for whoever may. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { takeFromTeam, teamViewsQuestion, type TeamView } from '../api/team-views.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { words } from '../words/words.ts';
import { AskAlert, WhoIsTold } from './view-alert.tsx';

const said = words.views;

export function TeamHands({ view }: { readonly view: TeamView }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const take = useMutation({
    mutationFn: () => takeFromTeam(view.id),
    onSuccess: (views) => client.setQueryData(teamViewsQuestion.queryKey, views),
  });
  return (
    <>
      <div className="row">
        <p className="quiet">
          {said.madeBy(view.name, view.madeBy)} {view.mayChange ? '' : said.changedBy}
        </p>
        <WhoIsTold alert={view.alert} />
        {view.mayChange && view.page === '/orders' ? (
          <Button
            variant="default" size="compact-sm" aria-expanded={isAsking}
            onClick={() => setAsking(!isAsking)}
          >
            {said.alert}
          </Button>
        ) : null}
        {view.mayChange ? (
          <Button
            variant="default" size="compact-sm" loading={take.isPending}
            onClick={() => take.mutate()}
          >
            {said.takeAway(view.name)}
          </Button>
        ) : null}
        {take.isError ? (
          <DeedTrouble error={take.error} look="page" onClose={() => take.reset()} />
        ) : null}
      </div>
      {isAsking ? <AskAlert view={view} onDone={() => setAsking(false)} /> : null}
    </>
  );
}
