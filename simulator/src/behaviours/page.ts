import { faultMeanings } from '../shipstation/faults/all.ts';
import { switches as allSwitches } from '../shipstation/switches/all.ts';
import { labelSwitches } from '../shipstation/switches/labels.ts';
import { orderSwitches } from '../shipstation/switches/orders.ts';
import { storeSwitches } from '../shipstation/switches/stores.ts';
import type { Switch } from '../shipstation/switches/switch.ts';
import { transportSwitches } from '../shipstation/switches/transport.ts';
import { accountSections } from './account.ts';
import type { Behaviour, Section } from './behaviour.ts';
import { floorSections } from './floor.ts';
import { labelSections } from './labels.ts';
import { orderSections } from './orders.ts';
import { storeSections } from './stores.ts';

/** docs/simulator.md, assembled from the rows beside this file and from the switches. */
export const sections: readonly Section[] = [
  ...accountSections,
  ...orderSections,
  ...labelSections,
  ...storeSections,
  ...floorSections,
];

type Switches = Readonly<Record<string, Switch>>;

/** A group of switches is a file in `shipstation/switches/`. */
export const switchGroups: readonly { readonly title: string; readonly switches: Switches }[] = [
  { title: 'Keys, limits and the shape of answers', switches: transportSwitches },
  { title: 'Orders and their lists', switches: orderSwitches },
  { title: 'Labels, voids and notices', switches: labelSwitches },
  { title: 'Stores, imports and the rest of the account', switches: storeSwitches },
];

export const switchNames: readonly string[] = Object.keys(allSwitches);

export function simulatorPage(): string {
  return [
    '# What the simulator does',
    'Made from `simulator/src/behaviours/*.ts` and the switches and faults of ' +
      '`simulator/src/shipstation`; `page.test.ts` beside the rows holds it current and writes ' +
      'it anew by `vitest run simulator/src/behaviours --update`. How to run and steer it: ' +
      '[simulator/README.md](../simulator/README.md).',
    'Marks: **D** documented by ShipStation, **O** observed and reported by somebody who runs ' +
      'against the real service, **M** measured on the package or file named, **I** inferred. ' +
      'After the mark stands the section of the fact dossier on ShipStation, and its source keys ' +
      'in brackets. What is inferred is a switch, with the worse case as its default.',
    ...sections.map(sectionText),
    '## Switches',
    '`POST /control/switches` with any part of them. The first value is the default.',
    ...switchGroups
      .filter(({ switches }) => Object.keys(switches).length > 0)
      .map(({ title, switches }) => `### ${title}\n\n${switchTable(switches)}`),
    '## Faults',
    '`POST /control/faults` with any part of them; all are off at first. A storm has those ' +
      'marked so, each at its share.',
    table(
      ['fault', 'what it does', 'in a storm'],
      faultMeanings.map(({ name, meaning, isInStorm }) =>
        [`\`${name}\``, meaning, isInStorm ? 'yes' : '']),
    ),
    '',
  ].join('\n\n').replace(/\n+$/, '\n');
}

const sectionText = ({ title, about, behaviours }: Section): string =>
  [
    `## ${title}`,
    ...(about === undefined ? [] : [about]),
    table(['behaviour', 'evidence', 'shown by'], behaviours.map(behaviourCells)),
  ].join('\n\n');

const behaviourCells = ({ behaviour, evidence, shownBy }: Behaviour) => {
  const files = [...new Set(shownBy.map(({ file }) => file))];
  const shown = files.map((file) => {
    const titles = shownBy.filter((one) => one.file === file).map(({ title }) => `“${title}”`);
    return `\`${file}\`: ${titles.join(', ')}`;
  });
  return [behaviour, evidence, shown.join('; ')];
};

const switchTable = (switches: Switches): string =>
  table(
    ['switch', 'values', 'what is not known', 'evidence'],
    Object.entries(switches).map(([name, { values, meaning, evidence }]) => [
      `\`${name}\``,
      values.map((value, index) => (index === 0 ? `**\`${value}\`**` : `\`${value}\``)).join(', '),
      meaning,
      evidence,
    ]),
  );

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
