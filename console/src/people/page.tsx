/** Who signs in here: invited, given a role, shut out and let in, by admins. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonLink, PersonView } from '../api/people.ts';
import { meQuestion, peopleQuestion } from '../api/questions.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { WhyNot } from '../may/may-button.tsx';
import { useMay } from '../may/use-may.ts';
import { Table, type Column } from '../table/table.tsx';
import { words } from '../words/words.ts';
import { Acts, RoleOf } from './acts.tsx';
import { Invite } from './invite.tsx';
import { LinkBox, type MadeLink } from './link-box.tsx';
import { Provider } from './provider.tsx';
import './people.css';

const said = words.people;
const { heads } = said;

export function PeoplePage() {
  useTitle(said.title);
  const may = useMay('manage-people');
  return (
    <div className="stack wide">
      <h1>{said.title}</h1>
      <WhyNot right="manage-people" id="why-no-people" />
      {may.is === 'yes' ? <Everybody /> : null}
    </div>
  );
}

type Told = {
  readonly ownId: string | null;
  readonly onChanged: () => void;
  readonly onLink: (made: PersonLink) => void;
  readonly onTrouble: (error: unknown) => void;
};

const columnsFor = (told: Told): readonly Column<PersonView>[] => [
  { key: 'name', head: heads.name, kind: 'name', cell: (person) =>
    nameOf(person, told.ownId) },
  { key: 'email', head: heads.email, cell: ({ email }) => email ?? words.none },
  { key: 'role', head: heads.role, cell: (person) => roleOf(person, told) },
  { key: 'state', head: heads.state, cell: ({ state }) => said.states[state] },
  { key: 'sessions', head: heads.sessions, cell: ({ sessions }) =>
    sessions === 0 ? said.noSessions : said.sessions(sessions) },
  { key: 'acts', head: heads.acts, kind: 'wide', cell: (person) => actsOf(person, told) },
];

const nameOf = ({ id, name }: PersonView, ownId: string | null) => (
  <>{name} {id === ownId ? <span className="tag">{said.you}</span> : null}</>
);

const roleOf = (person: PersonView, { onChanged, onTrouble }: Told) =>
  <RoleOf person={person} onChanged={onChanged} onTrouble={onTrouble} />;

const actsOf = (person: PersonView, { onChanged, onLink, onTrouble }: Told) => (
  <Acts person={person} onChanged={onChanged} onLink={onLink} onTrouble={onTrouble} />
);

function Everybody() {
  const client = useQueryClient();
  const answer = useQuery(peopleQuestion);
  const { data: me } = useQuery(meQuestion);
  const [made, setMade] = useState<MadeLink | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const lookAgain = async () => {
    setTrouble(null);
    await client.invalidateQueries({ queryKey: peopleQuestion.queryKey });
    await client.invalidateQueries({ queryKey: meQuestion.queryKey });
  };
  const onLink = ({ person, link, expiresAt }: PersonLink) => {
    setMade({ name: person.name, link, expiresAt });
    void lookAgain();
  };
  const columns = columnsFor({
    ownId: me?.person?.id ?? null, onChanged: () => void lookAgain(), onLink,
    onTrouble: setTrouble,
  });
  return (
    <>
      {made === null ? null : <LinkBox made={made} onDone={() => setMade(null)} />}
      {trouble === null ? null : (
        <DeedTrouble error={trouble} look="page" onClose={() => setTrouble(null)} />
      )}
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {answer.isPending ? <p className="quiet">{said.looking}</p> : null}
      {answer.data === undefined ? null : (
        <Table
          caption={said.caption} className="people" columns={columns} rows={answer.data.items}
          keyOf={({ id }) => id}
        />
      )}
      {answer.isPending ? null : <><Invite onMade={onLink} /><Provider /></>}
    </>
  );
}
