/** A Markdown file of the project as a page of the console. Pure: text in, page out. */
import path from 'node:path';
import { Marked, type Tokens } from 'marked';
import { addressOfFile, type HandbookPage, type Part } from '../src/handbook/addresses.ts';

/** A page with less text than this is seen at a glance. */
const longPage = 4_500;
const fewParts = 4;

/** `file` is its path in the repository: links are meant from where it lies. */
export function renderPage(file: string, source: string): HandbookPage {
  const ids = makeIds();
  const parts: Part[] = [];
  let title = file;
  const marked = new Marked({ gfm: true, renderer: {
    heading({ tokens, depth }) {
      const text = this.parser.parseInline(tokens, this.parser.textRenderer);
      const shown = this.parser.parseInline(tokens);
      if (depth === 1) {
        title = plain(text);
        return `<h1>${shown}</h1>\n`;
      }
      const id = ids(plain(text));
      if (depth === 2 || depth === 3) parts.push({ id, title: plain(text), depth });
      const level = String(depth);
      return `<h${level} id="${id}"><a href="#${id}">${shown}</a></h${level}>\n`;
    },
    link({ href, tokens }) {
      return linkTo(href, this.parser.parseInline(tokens), file);
    },
    image({ text }) {
      return escaped(text);
    },
    // Nothing of a text becomes markup that it does not say in Markdown.
    html({ text }) {
      return escaped(text);
    },
    code({ text }) {
      return `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`;
    },
    table(token) {
      return tableOf(token, (tokens) => this.parser.parseInline(tokens));
    },
  } });
  const html = marked.parse(source, { async: false });
  const isLong = source.length > longPage && parts.length >= fewParts;
  return { title, html, contents: isLong ? parts : [] };
}

function linkTo(href: string, shown: string, file: string): string {
  if (/^https?:/.test(href)) return `<a href="${escaped(href)}" rel="noreferrer">${shown}</a>`;
  if (href.startsWith('#')) return `<a href="${escaped(href)}">${shown}</a>`;
  const [target = '', anchor] = href.split('#');
  const meant = path.posix.join(path.posix.dirname(file), target);
  const address = addressOfFile(meant);
  // A file that only a checkout has: the reader is told which.
  if (address === null) return `${shown} (<code>${escaped(meant)}</code>)`;
  return `<a href="${address}${anchor === undefined ? '' : `#${escaped(anchor)}`}">${shown}</a>`;
}

function tableOf(
  { header, rows }: Tokens.Table, inline: (tokens: Tokens.TableCell['tokens']) => string,
): string {
  const head = header.map(({ tokens }) => `<th scope="col">${inline(tokens)}</th>`).join('');
  const body = rows.map((row) =>
    `<tr>${row.map(({ tokens }) => `<td>${inline(tokens)}</td>`).join('')}</tr>`).join('\n');
  return '<div class="handbook-table" tabindex="0"><table>' +
    `<thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table></div>\n`;
}

/** Anchors as the places make them where these files are read otherwise: `1. Start` → `1-start`. */
function makeIds(): (title: string) => string {
  const taken = new Map<string, number>();
  return (title) => {
    const id = title.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').trim()
      .replaceAll(/\s/g, '-');
    const count = taken.get(id) ?? 0;
    taken.set(id, count + 1);
    return count === 0 ? id : `${id}-${String(count)}`;
  };
}

/** What the library has written as HTML, as people read it. */
const plain = (text: string): string => text
  .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')
  .replaceAll('&#39;', "'").replaceAll('&amp;', '&');

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? '');
