/** The little XML that Custom Store needs: elements and text, and nothing that makes work. */

/** What XML 1.0 has no place for, not even escaped; halves of letters among it. */
const notXml = new RegExp(
  '[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]|' +
  '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]', 'g');

/** A text as it can stand in XML at all. */
export const fitForXml = (text: string): string => text.replaceAll(notXml, '');

/** Free text in CDATA, as the guide asks; its own end mark is cut in two. */
export const cdata = (text: string): string =>
  text === '' ? '' : `<![CDATA[${fitForXml(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

export type Element = {
  readonly name: string;
  /** All text in it, its children's left out. */
  readonly text: string;
  readonly children: readonly Element[];
};

export type ReadXml =
  | { readonly is: 'element'; readonly root: Element }
  | { readonly is: 'refused'; readonly text: string };

/** A notice of a parcel is three deep; a document with more than this is something else. */
const deepest = 8;
const mostElements = 20_000;

const named = '[A-Za-z_][\\w.-]*';
const token = new RegExp(
  // Its order matters: what begins like a tag and is none is found last, and refused.
  `<!--[^]*?-->|<!\\[CDATA\\[([^]*?)\\]\\]>|<\\?xml[^]*?\\?>|<\\/(${named})\\s*>|` +
  `<(${named})((?:\\s+[\\w:.-]+\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(\\/?)>|([^<]+)|<`, 'gy');

type Open = { name: string; text: string; children: Element[] };

/**
 * Reads one document. Anything that names other documents or makes text out of text (a DOCTYPE,
 * an entity of its own, an instruction) is refused: whoever sends such is not ShipStation.
 */
export const readXml = (document: string): ReadXml => {
  const refused = (text: string): ReadXml => ({ is: 'refused', text });
  const text = document.replace(/^\ufeff/, '').trim();
  if (/<!(?!--|\[CDATA\[)/.test(text)) return refused('it declares a document type or entities');
  const open: Open[] = [];
  let root: Element | null = null;
  let count = 0;
  for (const found of text.matchAll(token)) {
    const [whole, cut, closing, opening, , empty, plain] = found;
    const inner = open.at(-1);
    if (whole.startsWith('<!--') || whole.startsWith('<?xml')) continue;
    if (cut !== undefined || plain !== undefined) {
      const said = cut ?? unescaped(plain ?? '');
      if (said === null) return refused('it uses an entity that XML does not know');
      if (inner !== undefined) inner.text += said;
      else if (said.trim() !== '') return refused('it is not XML');
    } else if (opening !== undefined) {
      count += 1;
      if (root !== null || open.length >= deepest || count > mostElements) {
        return refused('it is no single document of ordinary size');
      }
      open.push({ name: opening, text: '', children: [] });
      if (empty === '/') root = close(open) ?? root;
    } else if (closing !== undefined && closing === inner?.name) {
      root = close(open) ?? root;
    } else {
      return refused('it is not XML');
    }
  }
  return root === null || open.length > 0
    ? refused('it ends before it is complete') : { is: 'element', root };
};

/** The innermost element ends: it becomes a child, or is the root. */
const close = (open: Open[]): Element | null => {
  const done = open.pop();
  if (done === undefined) return null;
  const outer = open.at(-1);
  if (outer === undefined) return done;
  outer.children.push(done);
  return null;
};

const entities: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'',
};

/** Null where an entity is none of XML's own. */
const unescaped = (text: string): string | null => {
  let isKnown = true;
  const read = text.replaceAll(/&([^;&\s]*);?/g, (whole, name: string) => {
    const number = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const code = number === null ? null
      : Number.parseInt(number[1] ?? number[2] ?? '', number[1] === undefined ? 10 : 16);
    const letter = code === null ? (Object.hasOwn(entities, name) ? entities[name] : undefined)
      : code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
    if (letter === undefined || !whole.endsWith(';')) isKnown = false;
    return letter ?? '';
  });
  return isKnown ? fitForXml(read) : null;
};

/** The first child of that name. */
export const child = ({ children }: Element, name: string): Element | null =>
  children.find((one) => one.name === name) ?? null;

/** Its text without the blanks around it; null where there is none. */
export const textOf = (element: Element, name: string): string | null => {
  const text = child(element, name)?.text.trim() ?? '';
  return text === '' ? null : text;
};
