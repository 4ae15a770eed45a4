import { describe, expect, it } from 'vitest';
import { renderPage } from './render.ts';

const htmlOf = (source: string, file = 'handbook/README.md') => renderPage(file, source).html;

describe('a page made of Markdown', () => {
  it('has its title, and anchors as they are linked elsewhere', () => {
    const page = renderPage(
      'docs/a.md', '# The *first* `page`\n\n## 1. Start & go\n\n## 1. Start & go');
    expect(page.title).toBe('The first page');
    expect(page.html).toContain(
      '<h2 id="1-start--go"><a href="#1-start--go">1. Start &amp; go</a></h2>');
    expect(page.html).toContain('id="1-start--go-1"');
  });

  it('links pages of the console, and names files that only a checkout has', () => {
    expect(htmlOf(
      '[a](pick.short.md#what-you-do) [b](../docs/guides/going-live.md) [c](README.md)'))
      .toBe('<p><a href="/handbook/pick.short#what-you-do">a</a> '
        + '<a href="/docs/guides/going-live">b</a> <a href="/handbook">c</a></p>\n');
    expect(htmlOf('[policy](../examples/by-api-policy.yaml)'))
      .toBe('<p>policy (<code>examples/by-api-policy.yaml</code>)</p>\n');
  });

  it('writes nothing as markup that Markdown does not say', () => {
    const html = htmlOf('a <name> <script>alert(1)</script>\n\n<img src=x>\n\n```sh\n<b>\n```\n\n'
      + '| <i> |\n|---|\n| `<u>` |\n\n[x](javascript:alert(1)) ![y](https://a.example/y.png)');
    expect(html).not.toMatch(/<(name|script|img|b|i|u)\b|href="javascript/);
  });

  it('has a table of contents where it is long', () => {
    const parts = '## One\n\n### Two\n\n## Three\n\n## Four\n\n';
    expect(renderPage('docs/a.md', parts).contents).toEqual([]);
    const { contents } = renderPage('docs/a.md', `${parts}${'word '.repeat(1_000)}`);
    expect(contents.map(({ id, depth }) => `${id} ${String(depth)}`))
      .toEqual(['one 2', 'two 3', 'three 2', 'four 2']);
  });
});
