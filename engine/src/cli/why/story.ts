import type {
  ConsignmentView, ExceptionView, ObligationView, OrderView,
} from '../../api/shapes.ts';
import { visible, type Line, type Look } from '../paper.ts';
import { ago, clockInWords, type Reader } from '../times.ts';
import { heardWord, obligationWord, partyWord, stageWord, systemWord } from '../words.ts';

type Says = OrderView['says'][number];

/** The order as a bench or a service desk would tell it: the gravest thing first. */
export function story(order: OrderView, reader: Reader, base: URL): readonly Line[] {
  return [
    { text: headLine(order, reader), look: order.isLate ? 'bad' : 'strong', hang: 2 },
    { text: order.sentence },
    ...systems(order, reader),
    ...order.consignments.flatMap((one) => owed(one, reader)),
    ...exceptions(order.consignments, reader, base),
  ];
}

export function headLine(order: OrderView, reader: Reader): string {
  const parts = [order.orderNumber, order.channel, stageWord[order.stage]];
  if (order.waitsOn !== null) parts.push(`waits on ${partyWord[order.waitsOn]}`);
  if (order.since !== null) parts.push(since(order.since, reader));
  if (order.isLate) parts.push('LATE');
  return parts.join('   ');
}

const since = (instant: string, reader: Reader): string =>
  `since ${clockInWords(instant, reader)} (${ago(instant, reader)})`;

const heading = (text: string): readonly Line[] => [{ text: '' }, { text, look: 'strong' }];

function systems({ says, agree, disagreement }: OrderView, reader: Reader): readonly Line[] {
  const names = widest(says.map((one) => one.name));
  const verdict: readonly Line[] = agree
    ? [{ text: 'They agree.', indent: 2 }]
    : [{ text: `THEY DIFFER: ${disagreement ?? 'see above'}`, look: 'bad', indent: 2, hang: 4 }];
  return [
    ...heading('What each system says'),
    ...says.map((one) => ({
      text: `${systemWord[one.system].padEnd(11)}  ${cell(one.name, names)}  ${one.says}` +
        `   ${seen(one, reader)}`,
      indent: 2,
      hang: 17 + names,
    })),
    ...(says.length === 0 ? [{ text: 'None of them has said anything yet.', indent: 2 }] : verdict),
  ];
}

function seen({ seenAt, by }: Says, reader: Reader): string {
  if (seenAt === null) return '(not seen yet)';
  const how = by === null ? '' : `, ${heardWord[by]}`;
  return `(seen ${clockInWords(seenAt, reader)}, ${ago(seenAt, reader)} ago${how})`;
}

function owed(consignment: ConsignmentView, reader: Reader): readonly Line[] {
  const { reference, warehouse, stage, obligations, because } = consignment;
  return [
    ...heading(`Consignment ${reference} at ${warehouse}: ${stageWord[stage]}`),
    ...obligations.map((one) => obligation(one, reader)),
    ...because.map((text, index) => ({
      text: `${index === 0 ? 'Because  ' : '         '}${text}`, indent: 2, hang: 11,
    })),
  ];
}

function obligation(owing: ObligationView, reader: Reader): Line {
  const { look, words } = standing(owing, reader);
  const text = [obligationWord[owing.kind].padEnd(22), words, owing.sentence]
    .filter((part) => part !== '').join('  ');
  return { text, look, indent: 2, hang: 26 };
}

function standing(owing: ObligationView, reader: Reader): { look: Look; words: string } {
  switch (owing.state) {
    case 'met': return { look: 'good', words: 'done.' };
    case 'not-owed': return { look: 'faint', words: 'not owed.' };
    case 'later': return { look: 'faint', words: 'not yet.' };
    case 'open': return open(owing, reader);
    default: return owing.state satisfies never;
  }
}

function open({ waitsOn, since: from, limitAt }: ObligationView, reader: Reader) {
  const isPast = limitAt !== null && Temporal.Instant.from(limitAt).epochMilliseconds < reader.now;
  const parts = [`waits on ${waitsOn === null ? 'nobody named' : partyWord[waitsOn]}`];
  if (from !== null) parts.push(since(from, reader));
  if (limitAt !== null) {
    const limit = `limit ${clockInWords(limitAt, reader)}`;
    parts.push(isPast ? `LATE, ${limit} was ${ago(limitAt, reader)} ago` : limit);
  }
  return { look: isPast ? 'bad' as const : 'plain' as const, words: `${parts.join(', ')}.` };
}

function exceptions(
  consignments: readonly ConsignmentView[], reader: Reader, base: URL,
): readonly Line[] {
  const found = consignments
    .flatMap((consignment) => consignment.exceptions.map((one) => ({ consignment, one })))
    .sort((a, b) => a.one.severity - b.one.severity);
  if (found.length === 0) return [];
  return [
    ...heading(found.length === 1 ? 'One exception' : `${String(found.length)} exceptions`),
    ...found.flatMap(({ consignment, one }) => exception(one, consignment, reader, base)),
  ];
}

function exception(
  { title, code, severity, owner, lines, since: from, sentence, handbook }: ExceptionView,
  consignment: ConsignmentView, reader: Reader, base: URL,
): readonly Line[] {
  return [
    {
      text: `${title} (${code}), severity ${String(severity)}, owner ${owner}, ` +
        since(from, reader),
      look: 'bad', indent: 2, hang: 4,
    },
    { text: sentence, indent: 4 },
    ...lines.map((line) => ({ text: lineInWords(line, consignment), indent: 4, hang: 6 })),
    { text: `What to do: ${URL.parse(handbook, base)?.href ?? handbook}`, indent: 4, hang: 6 },
  ];
}

function lineInWords(line: string, { lines }: ConsignmentView): string {
  const known = lines.find((one) => one.line === line);
  if (known === undefined) return `Line ${line}`;
  const { sku, name, ordered, picked, packed, short } = known;
  const shortWords = short === 0 ? '' : `, short ${String(short)}`;
  return `Line ${line}: ${sku}${name === '' ? '' : ` (${name})`}, ordered ${String(ordered)}, ` +
    `picked ${String(picked)}, packed ${String(packed)}${shortWords}`;
}

const widest = (texts: readonly string[]): number =>
  Math.min(24, Math.max(0, ...texts.map((text) => visible(text).length)));

const cell = (text: string, width: number): string => visible(text).padEnd(width);
