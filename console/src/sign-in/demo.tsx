import { Button } from '@mantine/core';
import type { PersonView, SignInWays } from '../api/people.ts';
import { words } from '../words/words.ts';
import { roleWords } from '../words/people.ts';

type DemoProps = {
  readonly people: SignInWays['demo'];
  readonly isWorking: boolean;
  readonly onChosen: (role: PersonView['role']) => void;
};

const { signIn: said } = words;

/** One button a role, only where the demo runs; the engine says who they are and what they ask. */
export function Demo({ people, isWorking, onChosen }: DemoProps) {
  if (people.length === 0) return null;
  return (
    <section className="panel stack" aria-label={said.demoTitle}>
      <h2>{said.demoTitle}</h2>
      <p className="quiet">{said.demoMeans}</p>
      <ul className="plain demo-roles">
        {people.map(({ role, name, asks }) => (
          <li key={role}>
            <Button
              variant="default" fullWidth disabled={isWorking} onClick={() => onChosen(role)}
            >
              {said.demoAs(name, roleWords[role])}
            </Button>
            <span className="quiet">{asks}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
