/** What an admin does about one person. */
import { Button, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  changeRole, deactivatePerson, makeLink, personRoles, reactivatePerson, signPersonOut,
  type PersonLink, type PersonView,
} from '../api/people.ts';
import { words } from '../words/words.ts';

type ActsProps = {
  readonly person: PersonView;
  readonly onChanged: () => void;
  readonly onLink: (made: PersonLink) => void;
  readonly onTrouble: (error: unknown) => void;
};

const said = words.people;

/** Changes at once; what is refused is said above the table and leaves the old role standing. */
export function RoleOf({ person, onChanged, onTrouble }: Omit<ActsProps, 'onLink'>) {
  const change = useMutation({
    mutationFn: (role: PersonView['role']) => changeRole(person.id, role),
    onSuccess: onChanged, onError: onTrouble,
  });
  // Nobody gets in as this person: what their role was is only to be read.
  if (person.state === 'deactivated') return said.roles[person.role];
  return (
    <NativeSelect
      aria-label={said.roleOf(person.name)} value={person.role}
      disabled={change.isPending}
      data={personRoles.map((value) => ({ value, label: said.roles[value] }))}
      onChange={(event) => {
        const chosen = personRoles.find((one) => one === event.currentTarget.value);
        if (chosen !== undefined && chosen !== person.role) change.mutate(chosen);
      }}
    />
  );
}

export function Acts({ person, onChanged, onLink, onTrouble }: ActsProps) {
  const { id, name } = person;
  const [isAsking, setAsking] = useState(false);
  const told = { onError: onTrouble, onSuccess: onChanged };
  const link = useMutation({
    mutationFn: () => makeLink(id), onSuccess: onLink, onError: onTrouble,
  });
  const signOut = useMutation({ mutationFn: () => signPersonOut(id), ...told });
  const off = useMutation({ mutationFn: () => deactivatePerson(id), ...told });
  const on = useMutation({ mutationFn: () => reactivatePerson(id), ...told });
  if (person.state === 'deactivated') {
    return (
      <Button
        variant="default" size="compact-sm" aria-label={said.onNamed(name)}
        loading={on.isPending} onClick={() => on.mutate()}
      >
        {said.on}
      </Button>
    );
  }
  return (
    <div className="stack">
      <div className="row acts">
        <Button
          variant="default" size="compact-sm" aria-label={said.linkFor(name)}
          loading={link.isPending} onClick={() => link.mutate()}
        >
          {said.link}
        </Button>
        {person.sessions === 0 ? null : (
          <Button
            variant="default" size="compact-sm" aria-label={said.signOutNamed(name)}
            loading={signOut.isPending} onClick={() => signOut.mutate()}
          >
            {said.signOut}
          </Button>
        )}
        <Button
          variant="default" size="compact-sm" aria-label={said.offNamed(name)}
          aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}
        >
          {said.off}
        </Button>
      </div>
      {isAsking ? (
        <section className="panel stack" aria-label={said.offTitle(name)}>
          <h3>{said.offTitle(name)}</h3>
          <p>{said.offMeans}</p>
          <div className="row">
            <Button
              loading={off.isPending}
              onClick={() => off.mutate(undefined, { onSettled: () => setAsking(false) })}
            >
              {said.offNow}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>{said.back}</Button>
          </div>
        </section>
      ) : null}
    </div>
  );
}
