/** What is wrong with a value, in words that tell whoever sent it what it has to be instead. */
import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** For Zod, which would say it in the words of the language it is written in. */
export const inPlainWords = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type': return ofType(issue.expected, issue.input);
    case 'too_small': return ofLeast(issue);
    case 'too_big': return ofMost(issue);
    case 'invalid_format': return formats[issue.format] ?? 'is not written in the way it has to be';
    case 'invalid_value': return `must be ${oneOf(issue.values)}`;
    case 'not_multiple_of': return `must be a multiple of ${String(issue.divisor)}`;
    case 'unrecognized_keys': return 'is not known here';
    case 'invalid_union':
      return Array.isArray(issue.options)
        ? `must be ${oneOf(issue.options)}` : 'has none of the forms that it may have';
    case 'invalid_key': return 'has a member with a name that it may not have';
    case 'invalid_element':
    case 'custom':
    default: return 'cannot be read';
  }
};

const ofType = (expected: string, input: unknown): string => {
  const wanted = types[expected] ?? `of the type ${expected}`;
  if (input === undefined) return `is missing (${wanted})`;
  if (input === Infinity || input === -Infinity) return 'is a number too large to be read';
  if (Number.isNaN(input)) return `must be ${wanted}`;
  return `must be ${wanted}, not ${typeOf(input)}`;
};

const types: Readonly<Record<string, string>> = {
  string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false',
  object: 'an object', record: 'an object', array: 'a list', null: 'null', never: 'left out',
};

const typeOf = (input: unknown): string => {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  switch (typeof input) {
    case 'string': return 'a text';
    case 'number': return Number.isInteger(input) ? 'a number' : 'one with decimals';
    case 'boolean': return String(input);
    default: return 'an object';
  }
};

const ofLeast = ({ origin, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>): string => {
  const least = String(minimum);
  switch (origin) {
    case 'string':
      return least === '1' ? 'must not be empty' : `must have at least ${least} characters`;
    case 'array':
      return least === '1' ? 'must not be empty' : `must have at least ${least} entries`;
    default: return inclusive === false ? `must be more than ${least}` : `must be ${least} or more`;
  }
};

const ofMost = ({ origin, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>): string => {
  const most = String(maximum);
  switch (origin) {
    case 'string': return `must have at most ${most} characters`;
    case 'array': return `must have at most ${most} entries`;
    default: return inclusive === false ? `must be less than ${most}` : `must be ${most} or less`;
  }
};

const formats: Readonly<Record<string, string>> = {
  datetime: 'must be a time with its zone, such as 2026-11-22T13:40:12Z',
  email: 'must be an e-mail address',
  url: 'must be an address such as https://gatepass.example',
};

const oneOf = (values: readonly unknown[]): string => {
  const words = values.map(String);
  return words.length < 2 ? words.join('') : `one of ${words.join(', ')}`;
};
