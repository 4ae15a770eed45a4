/**
 * Words that nobody speaks: each sentence of the catalogue in brackets, a third longer and with
 * accents. What has no brackets on a page is from no catalogue; what is cut off loses its end.
 */
const plain = 'aceinosuyACEINOSUY';
const accented = 'áçéíñóšúýÁÇÉÍÑÓŠÚÝ';

export const opening = '⟦';
export const closing = '⟧';

export function pseudoText(text: string): string {
  if (!/\p{L}{2}/u.test(text)) return text;
  const said = text.replaceAll(/[a-z]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter);
  return `${opening}${said}${' ·'.repeat(Math.ceil(text.length / 6))}${closing}`;
}

export function pseudo<Value>(value: Value): Value {
  // The same form with other texts in it: the compiler cannot follow a walk over names.
  return walk(value) as Value;
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value);
  if (typeof value === 'function') {
    return (...given: unknown[]) => walk(Reflect.apply(value, undefined, given));
  }
  if (Array.isArray(value)) return value.map(walk);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one)]));
}
