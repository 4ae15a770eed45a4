/** The half-hour as a page: the cards of both programs, and every sentence of the referee. */
import { judge, type Verdict } from '../../simulator/src/referee/judge.ts';
import { publishedCodes } from '../../simulator/src/referee/rules.ts';
import { compareCards, scorecard } from '../../simulator/src/referee/scorecard.ts';
import { livedByGatepass, livedByNaive, type HalfHour } from './live.ts';

export const halfHourPage = async (about: HalfHour): Promise<string> => {
  const gatepass = judge(await livedByGatepass(about), publishedCodes);
  const naive = judge(await livedByNaive(about), publishedCodes);
  const rows = compareCards([scorecard(gatepass), scorecard(naive)]);
  return [
    '# A half-hour with all faults on',
    '',
    'Made by `npm run bench -- half-hour`. Both programs live through the same seeded half-hour ' +
    `of work (seed ${String(about.seed)}, ${String(about.ordersPerHour)} orders an hour, two ` +
    'fifths of them with a trouble of their own), the same people at the desk and every fault ' +
    'of the pretend ShipStation at the share of a bad day; then an hour without faults, in which ' +
    'the vans come. ' +
    'Times are of the run\'s own clock; an answer of ShipStation takes 0.1 to 0.9 seconds ' +
    'besides its faults. The loop is `bench/naive`, over `shipstation-node`: one call an order, ' +
    'labels by page once a minute, a look before anything is repeated.',
    '',
    '| | Gatepass | the loop |',
    '| --- | ---: | ---: |',
    ...rows.map(({ what, figures }) => `| ${what} | ${figures.join(' | ')} |`),
    '',
    ...sentences('Held against Gatepass', gatepass.findings),
    ...sentences('Open at the end, and people had been told in time by Gatepass', gatepass.excused),
    ...sentences('Held against the loop', naive.findings),
    ...sentences('What no program could have prevented, under Gatepass', gatepass.unpreventable),
  ].join('\n');
};

const sentences = (title: string, findings: Verdict['findings']): readonly string[] => [
  `## ${title}`,
  '',
  ...(findings.length === 0
    ? ['Nothing.'] : findings.map(({ sentence }) => `- ${sentence}`)),
  '',
];
