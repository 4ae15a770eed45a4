import { Button, NativeSelect, Popover, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { signOut, type Me } from '../api/client.ts';
import { keptLanguage } from './kept.ts';
import { ChooseZone } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { roleInWords } from '../words/people.ts';

const languages = ['auto', 'en-GB', 'en-US'] as const;
const schemes = ['auto', 'light', 'dark'] as const;

/** Who is signed in, light or dark, and the way out. */
export function OwnMenu({ me }: { me: Me | undefined }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const client = useQueryClient();
  const navigate = useNavigate();

  async function leave() {
    await signOut();
    client.clear();
    await navigate({ to: '/sign-in' });
  }

  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const { frame } = words;
  return (
    <Popover
      opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          className="top-me" variant="default" size="compact-md" disabled={me === undefined}
          aria-label={me === undefined ? frame.menuWaiting : frame.menu(me.name)}
          onClick={() => setOpen(!isOpen)}
        >
          {me === undefined ? words.none : me.name}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="stack own-menu" aria-label={frame.menuWaiting}>
        {me === undefined ? null : <p>{frame.signedInAs(me.name, roleInWords(me))}</p>}
        <nav className="menu-links" aria-label={frame.menuPages}>
          <Link to="/account" onClick={close}>{frame.account}</Link>
          <Link to="/people" onClick={close}>{frame.people}</Link>
          <Link to="/handbook" onClick={close}>{words.handbook.name}</Link>
        </nav>
        <NativeSelect
          label={frame.colours} value={colorScheme}
          data={schemes.map((value) => ({ value, label: frame.schemes[value] }))}
          onChange={(event) => {
            const chosen = schemes.find((scheme) => scheme === event.currentTarget.value);
            if (chosen !== undefined) setColorScheme(chosen);
          }}
        />
        <ChooseZone label={words.order.zone} />
        <NativeSelect
          label={frame.language} value={keptLanguage.read()}
          data={languages.map((value) => ({ value, label: frame.languages[value] }))}
          onChange={(event) => {
            const chosen = languages.find((one) => one === event.currentTarget.value);
            if (chosen === undefined) return;
            keptLanguage.write(chosen);
            // Every page is said anew, from its first word on; the address keeps the place.
            location.reload();
          }}
        />
        <Button variant="default" onClick={() => void leave()}>{frame.signOut}</Button>
      </Popover.Dropdown>
    </Popover>
  );
}
