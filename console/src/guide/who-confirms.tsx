/** Whoever may not take the guide's last step hears who may, and is them by one click. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { signInToDemo, type PersonView } from '../api/people.ts';
import { waysQuestion } from '../api/questions.ts';
import { Trouble } from '../frame/trouble.tsx';
import { useMay } from '../may/use-may.ts';
import { roleWords } from '../words/people.ts';
import { words } from '../words/words.ts';

const said = words.guide;
/** Of those who may change the policy, the one whose work it is. */
const mapper: PersonView['role'] = 'engineer';

export function WhoConfirms() {
  const may = useMay('change-policy');
  const someone = useQuery(waysQuestion).data?.demo.find(({ role }) => role === mapper);
  const become = useMutation({
    mutationFn: () => signInToDemo(mapper),
    // The address holds the plan. What was read as somebody else is let go with the page.
    onSuccess: () => location.reload(),
  });
  if (may.is !== 'no') return null;
  return (
    <div className="stack">
      <p className="quiet">{said.notYours} {may.why}</p>
      {someone === undefined ? null : (
        <div>
          <Button
            variant="default" size="compact-md" loading={become.isPending}
            onClick={() => become.mutate()}
          >
            {said.goOnAs(words.signIn.demoAs(someone.name, roleWords[mapper]))}
          </Button>
        </div>
      )}
      {become.isError ? <Trouble error={become.error} onAgain={() => become.mutate()} /> : null}
    </div>
  );
}
