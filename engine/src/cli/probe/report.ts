import type { ExperimentsView } from '../../api/shapes.ts';
import type { Line } from '../paper.ts';

type Step = ExperimentsView['steps'][number];
type Unknown = ExperimentsView['unknowns'][number];

/** What a step is about, for the person who is to consent to it. */
export function offerLines(step: Step): readonly Line[] {
  const { step: name, question, does, leaves, callsAtMost, takes, state, endedAt } = step;
  const before = state === 'over' ? ` Done before, ${endedAt ?? ''}.` : '';
  return [
    { text: `${name}: ${question}`, look: 'strong', hang: 2 },
    ...does.map((text) => ({ text, indent: 2 })),
    { text: `Leaves behind: ${leaves}`, indent: 2 },
    {
      text: `At most ${String(callsAtMost)} calls; ${takes}. No label, no postage.${before}`,
      indent: 2,
    },
  ];
}

/** What was learnt, what differs from what was taken for true, and what is still not known. */
export function reportLines(
  { steps, unknowns }: ExperimentsView, watched: readonly string[],
): readonly (Line | string)[] {
  const known = unknowns.filter((one) => one.value !== null);
  const other = known.filter((one) => one.value !== one.assumed);
  const same = known.filter((one) => one.value === one.assumed);
  const failed = steps.filter((one) => watched.includes(one.step))
    .flatMap((one) => one.notLearnt.map(({ name, why }) => `${name}: ${why}.`));
  const open = unknowns.filter((one) => one.value === null);
  return [
    ...part('Otherwise than was assumed:', other.map((one) =>
      `${inWords(one)} It was taken for ${one.assumed}.`)),
    ...part('As was assumed:', same.map(inWords)),
    ...part('Could not be found out now:', failed),
    ...part('To be seen to:', steps.flatMap((one) => one.sentences)),
    ...part('Not asked yet:', open.flatMap(({ name, meaning, step }) =>
      (step === null || watched.includes(step) ? [] : [`${name}: ${meaning} (step ${step}).`]))),
    ...part('No step finds out, and is taken for the worse:', open.flatMap((one) =>
      (one.step === null ? [`${one.name}: ${one.meaning}. Because ${one.why ?? ''}. ${
        one.how ?? ''}`] : []))),
  ];
}

const inWords = ({ name, value, meaning, evidence }: Unknown): string =>
  `${name} = ${value ?? ''}: ${meaning} (${evidence ?? ''}).`;

function part(title: string, texts: readonly string[]): readonly (Line | string)[] {
  return texts.length === 0 ? [] : [
    { text: title, look: 'strong' },
    ...texts.map((text): Line => ({ text, indent: 2, hang: 4 })),
  ];
}
