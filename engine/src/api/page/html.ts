/** Text as HTML: what is put into a template is escaped, unless it is HTML already. */
export type Html = { readonly html: string };

type Part = Html | string | number | readonly Html[];

export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: texts.map((text, at) => text + rendered(parts[at] ?? '')).join(''),
});

/** Words of a description, in which `code` stands between such marks. */
export const prose = (text: string): readonly Html[] => text.split('`').map((part, at) =>
  (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));

export const nothing: Html = { html: '' };

const rendered = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'html' in part ? part.html : part.map((one) => one.html).join('');
};

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? '');
