import { useQuery } from '@tanstack/react-query';
import { demoQuestion } from '../api/questions.ts';
import { words } from '../words/en-gb.ts';

/** Says on every page that nothing here is real. Public, so that sign-in shows it too. */
export function DemoBar() {
  const { data } = useQuery(demoQuestion);
  if (data === undefined || !data.isDemo) return null;
  return (
    <p className="demo">
      <strong>{words.frame.demo}</strong>{' '}
      {data.sentence.replace(/^DEMO:\s*/, '') || words.frame.demoOtherwise}
    </p>
  );
}
