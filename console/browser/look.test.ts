import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureLook } from './measure-look.ts';
import { openDesk, type Desk } from './open.ts';
import { scenes } from './scenes.ts';

const widths = [1440, 768, 360];
const narrowest = 320;

let desk: Desk;
let axe: string;
beforeAll(async () => {
  desk = await openDesk();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}, 120_000);
afterAll(() => desk.close());

/** What axe finds, one line each: which rule, and where. */
async function axeFinds(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(`axe.run(document, { runOnly: [
    'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice',
  ] }).then(({ violations }) => violations.flatMap((rule) =>
    rule.nodes.map((node) => rule.id + ': ' + node.target.join(' '))))`);
  if (!Array.isArray(found)) throw new Error('axe did not answer');
  return found.map(String);
}

/**
 * An open menu finds its new place a moment after the window has changed: what is wrong only
 * until then is not wrong. What stays wrong for three seconds is.
 */
const measureWhenSettled = async (page: Page): Promise<string[]> => {
  const patience = Date.now() + 3_000;
  let seen = await page.evaluate(measureLook);
  while (seen.length > 0 && Date.now() < patience) {
    await page.evaluate('new Promise((painted) => requestAnimationFrame(painted))');
    seen = await page.evaluate(measureLook);
  }
  return seen;
};

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each(scenes)('$name is fit for everybody at every width', async (scene) => {
    const { page, problems } = await (scene.isSignedIn ? desk.reader : desk.stranger)({
      colorScheme,
    });
    await scene.open(page, desk.standIn);
    const found: string[] = [];
    for (const width of [...widths, narrowest]) {
      await page.setViewportSize({ width, height: 900 });
      const seen = await measureWhenSettled(page);
      if (width !== narrowest) seen.push(...await axeFinds(page));
      found.push(...seen.map((one) => `${width} px: ${one}`));
    }
    expect(found).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  }, 60_000);
});

it('the measuring finds what is wrong', async () => {
  const { page } = await desk.stranger();
  await page.setContent(`<body style="background:#fff;margin:0;width:2000px">
    <input placeholder="pale" style="border:1px solid #eee;width:60px;height:30px">
    <style>::placeholder { color: #bbb }</style>
    <button style="width:10px;height:10px;padding:0;border:1px solid #000;display:block"></button>
    <span class="tag" style="text-transform:uppercase">late</span>
    <a href="/" style="position:absolute;top:100px;width:90px;height:30px">one</a>
    <a href="/" style="position:absolute;top:110px;width:90px;height:30px">two</a></body>`);
  const found = (await page.evaluate(measureLook)).join('\n');
  for (const word of ['placeholder', 'border', 'target', 'capitals', 'sideways', 'overlaps']) {
    expect(found).toContain(word);
  }
}, 30_000);
