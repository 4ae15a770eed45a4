import { Button, NativeSelect, Popover, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOut, type Me } from '../api/client.ts';
import { words } from '../words/en-gb.ts';

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

  const { frame } = words;
  return (
    <Popover position="bottom-end" trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button
          className="top-me" variant="default" size="compact-md" disabled={me === undefined}
          aria-label={me === undefined ? frame.menuWaiting : frame.menu(me.name)}
        >
          {me === undefined ? words.none : me.name}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="stack" aria-label={frame.menuWaiting}>
        {me === undefined ? null : <p>{frame.signedInAs(me.name, me.role)}</p>}
        <NativeSelect
          label={frame.colours} value={colorScheme}
          data={schemes.map((value) => ({ value, label: frame.schemes[value] }))}
          onChange={(event) => {
            const chosen = schemes.find((scheme) => scheme === event.currentTarget.value);
            if (chosen !== undefined) setColorScheme(chosen);
          }}
        />
        <Button variant="default" onClick={() => void leave()}>{frame.signOut}</Button>
      </Popover.Dropdown>
    </Popover>
  );
}
