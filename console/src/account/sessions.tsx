import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endOtherSessions, endOwnSession, type OwnSession } from '../api/people.ts';
import { sessionsQuestion } from '../api/questions.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { Table, type Column } from '../table/table.tsx';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { browserOf } from './browser-of.ts';

const said = words.account;
const { heads } = said;

const nameOf = ({ agent }: OwnSession) => browserOf(agent) ?? said.unknown;

const columnsFor = (onEnd: (id: string) => void): readonly Column<OwnSession>[] => [
  { key: 'agent', head: heads.agent, kind: 'name', cell: (one) => titleOf(one) },
  { key: 'from', head: heads.from, cell: ({ from }) => from ?? words.none },
  { key: 'since', head: heads.since, cell: ({ startedAt }) => time(startedAt) },
  { key: 'until', head: heads.until, cell: ({ expiresAt }) => time(expiresAt) },
  { key: 'end', head: heads.end, cell: (one) =>
    one.isThis ? words.none : endOf(one, onEnd) },
];

const time = (at: string) => <LocalClock at={at} />;

const titleOf = (one: OwnSession) => (
  <>{nameOf(one)} {one.isThis ? <span className="tag">{said.thisOne}</span> : null}</>
);

const endOf = (one: OwnSession, onEnd: (id: string) => void) => (
  <Button
    variant="default" size="compact-sm" onClick={() => onEnd(one.id)}
    aria-label={said.endNamed(nameOf(one), one.from ?? said.unknown)}
  >
    {said.end}
  </Button>
);

/** Where one is signed in, and the way out of each. */
export function Sessions() {
  const client = useQueryClient();
  const answer = useQuery(sessionsQuestion);
  const lookAgain = () => client.invalidateQueries({ queryKey: sessionsQuestion.queryKey });
  const end = useMutation({ mutationFn: endOwnSession, onSuccess: lookAgain });
  const endOthers = useMutation({ mutationFn: endOtherSessions, onSuccess: lookAgain });
  return (
    <section className="panel stack" aria-label={said.sessionsTitle}>
      <h2>{said.sessionsTitle}</h2>
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {answer.data === undefined ? null : (
        <Table
          caption={said.sessionsCaption} columns={columnsFor((id) => end.mutate(id))}
          rows={answer.data.items} keyOf={({ id }) => id}
        />
      )}
      {(answer.data?.items.length ?? 0) < 2 ? null : (
        <div>
          <Button
            variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}
          >
            {said.endOthers}
          </Button>
        </div>
      )}
      {end.isError ? (
        <DeedTrouble error={end.error} look="page" onClose={() => end.reset()} />
      ) : null}
      {endOthers.isError ? (
        <DeedTrouble error={endOthers.error} look="page" onClose={() => endOthers.reset()} />
      ) : null}
      <div role="status">{endOthers.data?.sentence ?? end.data?.sentence ?? null}</div>
    </section>
  );
}
