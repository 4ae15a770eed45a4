/** Whose a view of the team is, and taking it away for whoever may. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { takeFromTeam, teamViewsQuestion, type TeamView } from '../api/team-views.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { words } from '../words/words.ts';

const said = words.views;

export function TeamHands({ view }: { readonly view: TeamView }) {
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: () => takeFromTeam(view.id),
    onSuccess: (views) => client.setQueryData(teamViewsQuestion.queryKey, views),
  });
  return (
    <div className="row">
      <p className="quiet">
        {said.madeBy(view.name, view.madeBy)} {view.mayChange ? '' : said.changedBy}
      </p>
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
  );
}
