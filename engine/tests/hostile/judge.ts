/** What must hold of the answer to any input whatever. */
import { problemShape } from '../../src/api/shapes.ts';

export type Answer = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
};

/** What a programmer reads and nobody else. */
const insides = new RegExp([
  'undefined', '\\[object ', '\\n\\s+at ', 'node_modules', 'Cannot read', 'is not a function',
  'TypeError', 'SQL', 'syntax error at or near', 'violates',
  // The one odd text with such braces may have become somebody's name, and be quoted later.
  '\\{\\{(?!7\\*7)', '(?<!7\\*7)\\}\\}', '\\{\\}', '\\}\\{',
].join('|'));

const longestRefusal = 64 * 1024;

export const faultsOf = (method: string, answer: Answer, itself: string): readonly string[] => {
  const { statusCode, headers, body } = answer;
  const faults: string[] = [];
  if (statusCode >= 500 && statusCode !== 503) faults.push(`answered ${String(statusCode)}`);
  if (/"status":500/.test(body)) faults.push('an item was tripped over');
  for (const [name, value] of Object.entries(headers)) {
    if (/[\r\n\0]/.test(String(value))) faults.push(`the header ${name} breaks its line`);
  }
  if (statusCode < 400 || method === 'HEAD') return faults;
  if (body.length > longestRefusal) {
    faults.push(`refused with ${String(body.length)} characters`);
    return faults;
  }
  if (!String(headers['content-type']).startsWith('application/problem+json')) {
    return [...faults, `refused as ${String(headers['content-type'])}`];
  }
  const read = problemShape.safeParse(JSON.parse(body));
  if (!read.success) return [...faults, 'refused in another shape'];
  const { status, title, detail, problems = [] } = read.data;
  if (status !== statusCode) faults.push(`says ${String(status)}`);
  if (!/^[A-Z]/.test(title) || !/[.?!…]$/.test(detail.trim())) {
    faults.push(`refused without a sentence: ${title}: ${detail.slice(0, 100)}`);
  }
  for (const words of [title, detail, ...problems.map((one) => one.problem)]) {
    if (words.trim() === '') faults.push('a problem without words');
    // What was sent may be quoted, and is read before that.
    const found = insides.exec(words)?.[0];
    if (found !== undefined && !itself.includes(found) && !unescaped(itself).includes(found)) {
      faults.push(`shows its insides: ${words.slice(0, 200)}`);
    }
  }
  return faults;
};

/** An address as it is read; signs that stand for none stay as they are. */
const unescaped = (text: string): string => text.replaceAll(/(?:%[0-7][0-9a-f])+/gi,
  (signs) => decodeURIComponent(signs));
