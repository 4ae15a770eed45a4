import { useQuery } from '@tanstack/react-query';
import { demoQuestion, whileUnanswered } from '../api/questions.ts';
import { words } from '../words/words.ts';

/** The demo's clock may have been standing still when it was first asked, and runs again since. */
const askMilliseconds = 10_000;

/** Says on every page that nothing here is real. Public, so that sign-in shows it too. */
export function DemoBar() {
  const { data } = useQuery({
    ...demoQuestion,
    refetchInterval: (query) =>
      query.state.data?.isDemo === true ? askMilliseconds : whileUnanswered(query),
  });
  if (data === undefined || !data.isDemo) return null;
  // "DEMO, 1 min = 1 h: what is pretended"; the part before the colon is what must be seen.
  const [, mark, meaning] = /^(DEMO[^:]*:)\s*(.+)$/.exec(data.sentence) ?? [];
  return (
    <p className="demo">
      <strong>{mark ?? words.frame.demo}</strong> {meaning ?? words.frame.demoOtherwise}
    </p>
  );
}
