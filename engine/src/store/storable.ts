/**
 * What no database of ours can hold: U+0000, and half a character (a lone surrogate). Other
 * systems send both, and one of them in one row must not stop a page.
 */
const unstorable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const isUnstorable = new RegExp(unstorable.source);

/** The text with the sign for "unreadable" in the place of each such character. */
export const storable = (text: string): string => text.replaceAll(unstorable, '\ufffd');

/** The same in every text and member name of a plain value; bytes and the like stay as they are. */
export const storableWhole = <Value>(value: Value): Value => {
  // Each branch gives back a value of the shape it was given.
  if (typeof value === 'string') {
    return (isUnstorable.test(value) ? storable(value) : value) as Value;
  }
  if (Array.isArray(value)) return value.map((one) => storableWhole<unknown>(one)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value)
    .map(([name, one]) => [storable(name), storableWhole<unknown>(one)])) as Value;
};
