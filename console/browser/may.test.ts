/** What somebody may not do is there all the same, off, with who may: each role on each page. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, openDesk, type Desk, type Reader } from './open.ts';
import { groupIdOf } from './stand-in-filter.ts';

const roles = [
  'admin', 'lead', 'operator', 'customer-service', 'finance', 'engineer', 'auditor',
] as const;

/** With a text that is there once the page is; the page of people is told of below. */
const pages = [
  ['/', 'Where orders are'],
  ['/orders?open=yes', 'SO-412345'],
  ['/orders/ord_short', 'Ship what is there'],
  ['/orders/ord_untold', 'Tell them again'],
  [`/exceptions?cause=${groupIdOf('service.unmapped')}`, 'Suggested fix'],
  [`/exceptions?cause=${groupIdOf('pick.short')}`, 'What may be done'],
  ['/exceptions?work=yes', '14 more are not taken out'],
  ['/find?q=SO-412346', 'There is no label yet'],
  ['/plans', '14 more are not taken out'],
  ['/connections', 'leicester-wms'],
  ['/connect?step=channel', 'A channel, such as'],
] as const;

type Control = { readonly name: string; readonly isOff: boolean; readonly why: string };

const controlsOf = (page: Page): Promise<Control[]> => page.locator('main').evaluate((main) =>
  [...main.querySelectorAll<HTMLElement>('button, [role="button"]')]
    .filter((one) => one.checkVisibility())
    .map((one) => ({
      name: (one.getAttribute('aria-label') ?? one.textContent).trim(),
      isOff: one.getAttribute('aria-disabled') === 'true' || one.hasAttribute('disabled'),
      why: (one.getAttribute('aria-describedby') ?? '').split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim(),
    })));

let desk: Desk;
/** What an admin has, who may do everything, page by page. */
const toAdmin = new Map<string, readonly Control[]>();

beforeAll(async () => {
  desk = await openDesk();
  const reader = await enter('admin');
  for (const [path, text] of pages) toAdmin.set(path, await look(reader, path, text));
  await reader.page.context().close();
}, 180_000);
afterAll(() => desk.close());

/** The console is loaded once: from there a reader goes from page to page, as people do. */
async function enter(role: string): Promise<Reader> {
  desk.standIn.renew();
  desk.standIn.joining.renew();
  desk.standIn.exceptions.openPlans();
  desk.standIn.playRole(role);
  return desk.reader();
}

async function look({ page, answered }: Reader, path: string, text: string): Promise<Control[]> {
  await goTo(page, path);
  await page.locator('main').getByText(text).first().waitFor();
  await page.locator('.live[data-line="live"]').waitFor();
  await answered();
  return controlsOf(page);
}

const namesOf = (controls: readonly Control[]): string =>
  controls.map(({ name }) => name).toSorted().join(' | ');

describe.each(roles.filter((role) => role !== 'admin'))('to the role %s', (role) => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await enter(role);
  }, 60_000);
  afterAll(() => reader.page.context().close());

  it.each(pages)('%s shows the same controls as to an admin, and says why one is off',
    async (path, text) => {
      const admin = toAdmin.get(path) ?? [];
      const controls = await look(reader, path, text);
      expect(namesOf(controls)).toBe(namesOf(admin));
      // What is off for everybody is off because of what there is to do, and says that.
      const isNothingToDo = (name: string): boolean =>
        admin.some((one) => one.name === name && one.isOff && one.why !== '');
      expect(controls.filter(({ name, isOff, why }) =>
        isOff && !why.includes('needs the role') && !isNothingToDo(name))).toEqual([]);
    }, 60_000);

  it('of a page that is not for it says what it needs, and who has it', async () => {
    await goTo(reader.page, '/people');
    await reader.page.getByText('Inviting people and changing their roles needs the role Admin')
      .waitFor();
    expect(await reader.page.locator('main').getByRole('button').count()).toBe(0);
  }, 60_000);
});

it('finds some that are off, for the walk to mean anything', async () => {
  const reader = await enter('auditor');
  const controls = await look(reader, '/orders/ord_short', 'Ship what is there');
  expect(controls.filter(({ isOff }) => isOff).map(({ name }) => name))
    .toEqual([
      'Copy tracking link', 'Hold it …', 'It left by other means …', 'Ship what is there …',
      'Ask warehouse', 'Leave a note',
    ]);
  await reader.page.context().close();
}, 120_000);
