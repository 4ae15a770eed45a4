/** docs/cases.md: failures that others had, and what shows that they are not ours. */
import { cases, type Case, type Shown } from './cases.ts';

export const casesPage = (): string => `${[
  '# Failures that others had',
  '',
  'From public reports about other integrations: what went wrong there, what is right, and the',
  'test that shows it here. Written by `node engine/tests/cases/write.ts` from',
  '`engine/tests/cases/cases.ts`; a test holds that each test named here exists.',
  '',
  '| reported at | what went wrong | what is right | shown by |',
  '|---|---|---|---|',
  ...cases.map(row),
].join('\n')}\n`;

const row = ({ reported, went, right, shown, lacks }: Case): string => {
  const by = [...shown.map(shownBy), ...lacks === null ? [] : [`*${lacks}*`]];
  return `| ${[reported.join(', '), went, right, by.join('; ')].join(' | ')} |`;
};

const shownBy = ({ file, test }: Shown): string =>
  `[${test.replace(/\.$/, '')}](../${file})`;
