/** One's own: who one is here, the password, where one is signed in, and what one may do. */
import { useQuery } from '@tanstack/react-query';
import type { Me } from '../api/client.ts';
import { meQuestion } from '../api/questions.ts';
import { Trouble } from '../frame/trouble.tsx';
import { useTitle } from '../frame/use-title.ts';
import { words } from '../words/words.ts';
import { roleInWords } from '../words/people.ts';
import { Details } from './details.tsx';
import { PasswordForm } from './password.tsx';
import { Sessions } from './sessions.tsx';
import './account.css';

const said = words.account;

export function AccountPage() {
  useTitle(said.title);
  const answer = useQuery(meQuestion);
  const me = answer.data;
  return (
    <div className="stack account">
      <h1>{said.title}</h1>
      {answer.isError ? (
        <Trouble error={answer.error} onAgain={() => void answer.refetch()} />
      ) : null}
      {me === undefined ? <p className="quiet">{said.looking}</p> : <Own me={me} />}
    </div>
  );
}

function Own({ me }: { me: Me }) {
  const { person } = me;
  return (
    <>
      <p>
        <strong>{said.signedInAs(me.name, roleInWords(me))}</strong>
        {person === null ? null : (
          <span className="quiet"> {person.email ?? said.noEmail}</span>
        )}
      </p>
      {person === null ? (
        <section className="panel stack"><h2>{said.isKey}</h2><p>{said.isKeyMeans}</p></section>
      ) : (
        <>
          {person.email === null ? <Details id={person.id} name={me.name} /> : null}
          <PasswordForm hasPassword={person.hasPassword} email={person.email} />
          <Sessions />
        </>
      )}
      <Rights me={me} />
    </>
  );
}

function Rights({ me }: { me: Me }) {
  const no = me.may.filter((one) => !one.isAllowed);
  if (no.length === 0) return null;
  return (
    <details>
      <summary>{said.rightsTitle}</summary>
      <ul>{no.map(({ right, why }) => <li key={right}>{why}</li>)}</ul>
    </details>
  );
}
