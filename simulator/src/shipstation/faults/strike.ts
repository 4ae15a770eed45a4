import { chanceBelow } from '../../chance.ts';
import type { Answer, Content, Sending } from '../../machine.ts';
import { answerEmpty, answerHtml } from '../../machine.ts';
import { serverException, unauthorised } from '../answers.ts';
import type { Switches } from '../switches/all.ts';
import type { Faults } from './all.ts';
import type { Aim, Draw, Target } from './fault.ts';
import { aim } from './fault.ts';
import { impossible } from '../../never.ts';

/** What befalls one call. Reads nothing but the faults, the seed and the number of the call. */
export type Blow = {
  /** The faults that are left for later calls. */
  readonly faults: Faults;
  /** Names of the faults that struck, for the log. */
  readonly names: readonly string[];
  readonly instead: Instead | null;
  readonly after: After | null;
  /** A gateway that sends a call on twice. */
  readonly isTwice: boolean;
  readonly delayMs: number;
  readonly trickleMs: number;
  readonly hasRateHeaders: boolean;
  /** Which of a list's rows go wrong. */
  readonly spoils: readonly Spoil[];
};

/** In place of performing. */
export type Instead =
  | { readonly is: 'answered'; readonly answer: Answer }
  | { readonly is: 'broken'; readonly sending: Sending }
  /** Performed so much later, when the caller has this answer already. */
  | { readonly is: 'late'; readonly afterMs: number; readonly answer: Answer }
  | { readonly is: 'throttled'; readonly limit: number; readonly answer: Answer };

/** What the answer of a call that was performed becomes. */
export type After = 'cut' | 'reset' | 'half' | 'truncated' | 'empty' | 'page';

export type Spoil = 'null-row' | 'strange-value' | 'doubled-row';

export function strike(
  faults: Faults,
  call: Omit<Target, 'seed'>,
  account: { readonly seed: number; readonly switches: Switches },
): Blow {
  const target = { ...call, seed: faults.faultSeed ?? account.seed };
  const marks: Marks = { faults, names: [], target };
  const instead = whatInstead(marks, account.switches);
  const isPerformed = instead === null;
  return {
    instead,
    after: isPerformed ? firstOf(marks, afters) : null,
    isTwice: isPerformed && spend(marks, 'twice') !== null,
    spoils: isPerformed && target.method === 'GET' ? allOf(marks, spoils) : [],
    delayMs: faults.latencyMs + slowness(marks),
    trickleMs: spend(marks, 'trickle')?.overMs ?? 0,
    hasRateHeaders: !lacksHeaders(marks),
    faults: marks.faults,
    names: marks.names,
  };
}

/** Written while one call is struck, and by nobody afterwards. */
type Marks = { faults: Faults; readonly names: string[]; readonly target: Target };

type AimedName = {
  [Name in keyof Faults]: Faults[Name] extends readonly Aim[] ? Name : never;
}[keyof Faults];

/** Asks one fault whether it strikes; a counted row that does is counted down. */
function spend<Name extends AimedName>(marks: Marks, name: Name): Faults[Name][number] | null {
  const rows: readonly Aim[] = marks.faults[name];
  const found = aim(name, rows, marks.target);
  if (found.hit === null) return null;
  marks.faults = { ...marks.faults, [name]: found.rows };
  marks.names.push(name);
  // Holds because the hit is one of the fault's own rows.
  return found.hit as Faults[Name][number];
}

function whatInstead(marks: Marks, switches: Switches): Instead | null {
  if (spend(marks, 'dropRequest')) return { is: 'broken', sending: { is: 'cut' } };
  if (spend(marks, 'resetRequest')) return { is: 'broken', sending: { is: 'reset' } };
  const late = spend(marks, 'late');
  if (late !== null) {
    const answer = late.answer === 'gateway' ? refusalOf(504, switches) : cut;
    return { is: 'late', afterMs: between(marks, 'late', late), answer };
  }
  const throttle = spend(marks, 'throttle');
  if (throttle !== null) {
    const { limit = 20, status = 429, body = 'usual', retryAfterSeconds } = throttle;
    const usual = body === 'usual' ? { message: 'Too Many Requests' } : null;
    const content: Content = usual === null ? { is: 'empty' } : { is: 'json', value: usual };
    const headers: Record<string, string> =
      retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
    return { is: 'throttled', limit, answer: { ...answerEmpty(status), content, headers } };
  }
  const refusal = spend(marks, 'refuse');
  if (refusal !== null) {
    return { is: 'answered', answer: refusalOf(refusal.status, switches) };
  }
  if (spend(marks, 'pageInstead')) return { is: 'answered', answer: pageInstead };
  return null;
}

const afters: readonly (readonly [AimedName, After])[] = [
  ['dropAnswer', 'cut'],
  ['resetAnswer', 'reset'],
  ['halfAnswer', 'half'],
  ['truncatedAnswer', 'truncated'],
  ['emptyAnswer', 'empty'],
  ['pageAnswer', 'page'],
];

const spoils: readonly (readonly [AimedName, Spoil])[] = [
  ['nullRows', 'null-row'],
  ['strangeValues', 'strange-value'],
  ['doubledRows', 'doubled-row'],
];

function firstOf<What>(marks: Marks, rows: readonly (readonly [AimedName, What])[]): What | null {
  for (const [name, what] of rows) if (spend(marks, name) !== null) return what;
  return null;
}

const allOf = <What>(marks: Marks, rows: readonly (readonly [AimedName, What])[]): What[] =>
  rows.flatMap(([name, what]) => (spend(marks, name) === null ? [] : [what]));

function slowness(marks: Marks): number {
  const row = spend(marks, 'slow');
  return row === null ? 0 : between(marks, 'slow', row);
}

/** A time between the two, drawn for this call. */
const between = (
  { target }: Marks,
  name: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): number => fromMs + draw(target, `fault/${name}/ms`, Math.max(0, toMs - fromMs) + 1);

const cut: Answer = { ...answerEmpty(200), sending: { is: 'cut' } };

function lacksHeaders(marks: Marks): boolean {
  const { rateHeadersMissing, rateHeadersMissingEvery: every } = marks.faults;
  if (rateHeadersMissing) return true;
  const isMissing = every > 0 && marks.target.count % every === 0;
  if (isMissing) marks.names.push('rateHeadersMissingEvery');
  return isMissing;
}

const draw = ({ seed, count }: Draw, name: string, limit: number): number =>
  chanceBelow(seed, name, count, limit);

function refusalOf(status: number, switches: Switches): Answer {
  if (status === 500) return serverException('Timeout expired.');
  if (status === 408) return answerEmpty(408);
  if (status === 401) return unauthorised(switches.unauthorisedBody);
  const name = gatewayNames[status] ?? 'Forbidden';
  return answerHtml(status, page(`${status} ${name}`));
}

const gatewayNames: Readonly<Record<number, string>> = {
  402: 'Payment Required',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
};

/** The generic page of a gateway; no captured sample exists, so the text is ours (I 3.4). */
const page = (title: string): string =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

const pageInstead = answerHtml(200, page('Scheduled maintenance'));

/** The answer of a call that was performed, as it arrives after all. */
export function afterwards(answer: Answer, after: After): Answer {
  switch (after) {
    case 'cut':
    case 'reset':
    case 'half':
      return { ...answer, sending: { is: after } };
    case 'truncated': {
      const text = answer.content.is === 'json' ? JSON.stringify(answer.content.value) : '';
      const half = text.slice(0, Math.floor(text.length / 2));
      const content = { is: 'raw', type: 'application/json', text: half } as const;
      return { ...answer, status: 200, content };
    }
    case 'empty':
      return { ...answer, status: 200, content: { is: 'empty' } };
    case 'page':
      return { ...answer, status: 200, content: pageInstead.content };
    default:
      return impossible(after);
  }
}
