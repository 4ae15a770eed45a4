/**
 * Reads a golden day, a story in plain text, and plays it. A day has a title, what is given, and
 * moments: a clock time with one or more sentences. README.md lists the sentences.
 */
import { wallTime } from './clock.ts';
import { decisionInWords } from './in-words.ts';
import { gatepass } from './sentences/gatepass.ts';
import { given } from './sentences/given.ts';
import { people } from './sentences/people.ts';
import { shipStation } from './sentences/shipstation.ts';
import { warehouse } from './sentences/warehouse.ts';
import {
  begin, decideAnew, realCore, StoryError, type Core, type Sentence, type World,
} from './world.ts';

export type Day = {
  readonly title: string;
  readonly given: readonly string[];
  readonly moments: readonly { readonly at: string; readonly sentences: readonly string[] }[];
};

export const readDay = (text: string): Day => {
  const [title = '', ...lines] = text.split('\n').filter((one) => one.trim() !== '');
  const facts: string[] = [];
  const moments: { at: string; sentences: string[] }[] = [];
  for (const line of lines) {
    const moment = /^((?:[A-Z][a-z]{2} )?\d\d:\d\d(?::\d\d)?) +(\S.*)$/.exec(line);
    const [, at, first] = moment ?? [];
    const fact = /^given (.+)$/.exec(line)?.[1];
    const more = /^ +(\S.*)$/.exec(line)?.[1];
    const last = moments.at(-1);
    if (at !== undefined && first !== undefined) moments.push({ at, sentences: [first] });
    else if (fact !== undefined && last === undefined) facts.push(fact);
    else if (more !== undefined && last !== undefined) last.sentences.push(more);
    else throw new StoryError(`“${line}” is neither given, nor a time with what happens then`);
  }
  return { title, given: facts, moments };
};

/** What was decided at one moment, after all of its sentences. */
export type Moment = {
  readonly at: string;
  readonly sentences: readonly string[];
  readonly decided: readonly string[];
};

/**
 * Plays the day. The decision is made anew after each sentence. A mutant's day may go where the
 * story cannot follow; then the moments up to there come back, and the last one says so.
 */
export const playDay = (day: Day, core: Core = realCore): readonly Moment[] => {
  const moments: Moment[] = [];
  let world = day.given.reduce(happen, begin(core));
  for (const { at, sentences } of day.moments) {
    const now = wallTime(at);
    if (now < world.now) throw new StoryError(`${at} goes back in time`);
    world = decideAnew({ ...world, now });
    for (const sentence of sentences) {
      try {
        world = happen(world, sentence);
      } catch (refusal) {
        if (core === realCore || !(refusal instanceof StoryError)) throw refusal;
        return [...moments, { at, sentences, decided: [`THE STORY ENDS: ${refusal.message}`] }];
      }
    }
    moments.push({ at, sentences, decided: decisionInWords(world) });
  }
  return moments;
};

const sentences: readonly Sentence[] = [
  ...given, ...warehouse, ...shipStation, ...people, ...gatepass,
];

const happen = (world: World, sentence: string): World => {
  for (const { says, means } of sentences) {
    const found = says.exec(sentence);
    if (found !== null) return decideAnew(means(world, found.groups ?? {}));
  }
  throw new StoryError(`nobody knows the sentence “${sentence}”; see README.md`);
};

/** Story and decisions beside each other, as the file of decisions holds them. */
export const renderDay = ({ title }: Day, moments: readonly Moment[]): string =>
  `${[title, ...moments.map(({ at, sentences: said, decided }) => [
    `${at}  ${said.join(`\n${' '.repeat(at.length + 2)}`)}`,
    ...decided.map((line) => `    ${line}`),
  ].join('\n'))].join('\n\n')}\n`;
