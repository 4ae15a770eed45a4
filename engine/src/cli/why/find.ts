import { foundShape, type FoundView } from '../../api/shapes.ts';
import { demand } from '../ask.ts';
import { Ending, exitCode, type ExitCode } from '../ending.ts';
import { jsonText, type Line, type Paper } from '../paper.ts';
import { serverClock } from '../server-clock.ts';
import type { Server } from '../server.ts';
import type { Surroundings } from '../surroundings.ts';
import { dayInWords, knownZone } from '../times.ts';
import { stageWord } from '../words.ts';
import { findOrder } from './find-order.ts';
import { headLine } from './story.ts';

export type FindCall = { readonly words: readonly string[]; readonly isJson: boolean };

/** Finds orders by whatever a customer can read out; one that is found alone is told of at once. */
export async function find(
  call: FindCall, server: Server, surroundings: Surroundings, paper: Paper,
): Promise<ExitCode> {
  const { value, document } = await demand(server, {
    method: 'GET', path: '/v1/find', query: { q: call.words.join(' ') },
  }, foundShape, surroundings);
  const code = value.items.length === 0 ? exitCode.no : exitCode.done;
  if (call.isJson) {
    surroundings.out(jsonText(document));
    return code;
  }
  const [first] = value.items;
  if (first === undefined) throw new Ending(exitCode.no, [value.sentence]);
  if (value.items.length === 1) await tellOne(first, server, surroundings, paper);
  else paper.write(...value.items.flatMap(inList));
  paper.write({ text: '' }, { text: value.sentence, look: 'faint' });
  return code;
}

type FoundOrder = FoundView['items'][number];

/** The same first lines as `why`, and how to see the rest. */
async function tellOne(
  { order: { id, orderNumber }, matched, town, date }: FoundOrder,
  server: Server, surroundings: Surroundings, paper: Paper,
): Promise<void> {
  const { value, headers } = await findOrder(
    { order: id, channel: null }, server, surroundings);
  const { now } = serverClock(headers, surroundings);
  const timeZone = knownZone(value.timeZone);
  paper.write(
    { text: headLine(value, { timeZone, now }), look: value.isLate ? 'bad' : 'strong', hang: 2 },
    value.sentence,
    { text: `${matched.sentence} ${whereAndWhen(town, date, timeZone)}`, look: 'faint' },
    { text: `All of it: gatepass why ${orderNumber}`, look: 'faint' });
}

const inList = ({ order, matched, town, date }: FoundOrder): readonly Line[] => [
  {
    text: `${order.orderNumber}   ${order.channel}   ${stageWord[order.stage]}   ` +
      whereAndWhen(town, date, 'UTC'),
    look: order.isLate ? 'bad' : 'strong', hang: 2,
  },
  { text: order.sentence, indent: 2 },
  { text: matched.sentence, look: 'faint', indent: 2 },
];

const whereAndWhen = (town: string | null, date: string, timeZone: string): string =>
  `${town === null ? 'Of a town nobody has told' : `To ${town}`}, ${dayInWords(date, timeZone)}.`;
