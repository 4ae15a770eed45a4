import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { invitePerson, personRoles, type PersonLink } from '../api/people.ts';
import { DeedTrouble } from '../frame/deed-trouble.tsx';
import { typedInto } from '../look/typed.ts';
import { words } from '../words/words.ts';

const said = words.people;

/** Name, address, role: and the link to hand over. */
export function Invite({ onMade }: { onMade: (made: PersonLink) => void }) {
  const [isEmpty, setEmpty] = useState(false);
  const invite = useMutation({ mutationFn: invitePerson, onSuccess: onMade });
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const textOf = typedInto(form);
    const [name, email] = [textOf('name'), textOf('email')];
    const role = personRoles.find((one) => one === textOf('role'));
    setEmpty(name === '' || email === '');
    if (name === '' || email === '' || role === undefined) return;
    invite.mutate({ name, email, role }, { onSuccess: () => form.reset() });
  }
  return (
    <form className="panel stack" aria-label={said.invite} onSubmit={submit} noValidate>
      <h2>{said.invite}</h2>
      <p className="quiet">{said.inviteMeans}</p>
      <div className="row fields">
        <TextInput
          name="name" label={said.name} placeholder={said.nameHint} autoComplete="off"
          error={isEmpty ? said.inviteEmpty : null}
        />
        <TextInput name="email" type="email" label={said.email} autoComplete="off" />
        <NativeSelect
          name="role" label={said.role} defaultValue="operator"
          data={personRoles.map((value) => ({ value, label: said.roles[value] }))}
        />
      </div>
      <div><Button type="submit" loading={invite.isPending}>{said.inviteButton}</Button></div>
      {invite.isError ? (
        <DeedTrouble error={invite.error} look="page" onClose={() => invite.reset()} />
      ) : null}
    </form>
  );
}
