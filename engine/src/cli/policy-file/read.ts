import { LineCounter, isNode, parseDocument, visit, type Document } from 'yaml';

export type Fault = { readonly line: number; readonly column: number; readonly problem: string };

export type PolicyFile = {
  readonly is: 'policy';
  readonly document: Readonly<Record<string, unknown>>;
  /** Names of the secrets it asks for, each once, in the order of the file. */
  readonly placeholders: readonly string[];
  /** The line where the thing at a path of the policy stands; null when the file lacks it. */
  readonly lineOf: (path: string) => number | null;
};

export type ReadPolicy =
  | PolicyFile
  | { readonly is: 'unreadable'; readonly faults: readonly Fault[] };

/**
 * Reads the text of a policy file, YAML or JSON (which is YAML too). What a policy means is judged
 * by the server alone; here it only has to be one document with named members.
 */
export function readPolicyFile(text: string): ReadPolicy {
  const lines = new LineCounter();
  // Without "pretty" errors: those repeat the line, and the line may hold somebody's key.
  const parsed = parseDocument(withStandIns(text), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const faults = parsed.errors.map((error) => ({
    ...at(error.pos[0]), problem: withoutQuotation(error.message),
  }));
  if (faults.length > 0) return { is: 'unreadable', faults };
  const document = plainValue(parsed);
  if (document instanceof Error) {
    const problem = withoutQuotation(document.message);
    return { is: 'unreadable', faults: [{ line: 1, column: 1, problem }] };
  }
  if (!isRecord(document)) {
    const problem = document === null
      ? 'the file is empty; a policy has members such as connections and warehouses'
      : 'a policy has members such as connections and warehouses; this is something else';
    return { is: 'unreadable', faults: [{ line: 1, column: 1, problem }] };
  }
  const { placeholders, strangers } = placeholdersIn(parsed);
  if (strangers.length > 0) {
    return { is: 'unreadable', faults: strangers.map(({ name, offset }) => ({
      ...at(offset),
      problem: `\${${name}} names no secret: names are capitals, digits and underscores, as SS_KEY`,
    })) };
  }
  const lineOf = (path: string) => {
    const offset = offsetOf(parsed, path);
    return offset === null ? null : at(offset).line;
  };
  return { is: 'policy', document, placeholders, lineOf };
}

/** The parser ends some messages with what it found there, and that may be somebody's key. */
const withoutQuotation = (message: string): string => message.replace(/: [^]*$/, '');

/** What means a secret, and what was only meant to: the server would take that for a value. */
const placeholder = /\$\{([\w.-]+)\}/g;
const secretName = /^[A-Z][A-Z0-9_]{0,99}$/;

// In YAML, `{ apiKey: ${SS_KEY} }` is no text: a brace ends a bare word inside braces. People write
// it all the same, and the documentation does. While the file is parsed, each placeholder's braces
// are letters that nobody uses, one for one, so that lines and columns stay true.
const standIn = /\$\uE7A1([\w.-]+)\uE7A2/g;

const withStandIns = (text: string): string => text.replace(placeholder, '$$\uE7A1$1\uE7A2');
const withoutStandIns = (text: string): string => text.replace(standIn, (_, name: string) =>
  `\${${name}}`);

/** The parser refuses aliases that multiply without end by throwing only when values are made. */
function plainValue(parsed: Document.Parsed): unknown {
  try {
    return withBraces(parsed.toJS());
  } catch (refusal) {
    if (refusal instanceof ReferenceError) return refusal;
    // A list that contains itself runs the stack out.
    if (refusal instanceof RangeError) return new Error('A part of the file contains itself');
    throw refusal;
  }
}

function withBraces(value: unknown): unknown {
  if (typeof value === 'string') return withoutStandIns(value);
  if (Array.isArray(value)) return value.map(withBraces);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [withoutStandIns(key), withBraces(member)]),
  );
}

type Stranger = { readonly name: string; readonly offset: number };

function placeholdersIn(parsed: Document.Parsed) {
  const names = new Set<string>();
  const strangers: Stranger[] = [];
  visit(parsed, {
    Scalar: (key, { value, range }) => {
      if (key === 'key' || typeof value !== 'string') return;
      for (const [, name = ''] of withoutStandIns(value).matchAll(placeholder)) {
        if (secretName.test(name)) names.add(name);
        else strangers.push({ name, offset: range?.[0] ?? 0 });
      }
    },
  });
  return { placeholders: [...names], strangers };
}

/** Walks `mappings.services[1].says` as far as the file goes; what lacks has its parent's line. */
function offsetOf(parsed: Document.Parsed, path: string): number | null {
  // The name of a kind of exception has a dot of its own.
  const dot = path.indexOf('.');
  const named: unknown = dot === -1
    ? null : parsed.getIn([path.slice(0, dot), path.slice(dot + 1)], true);
  if (isNode(named) && named.range) return named.range[0];
  const steps = [...path.matchAll(/[^.[\]]+/g)].map(([step]) => step);
  for (let depth = steps.length; depth > 0; depth -= 1) {
    const found: unknown = parsed.getIn(steps.slice(0, depth), true);
    if (isNode(found) && found.range) return found.range[0];
  }
  return null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
