/** What somebody may not do is there all the same, off, with who may: each role on each page. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type Desk } from './open.ts';
import { groupIdOf } from './stand-in-filter.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 120_000);
beforeEach(() => {
  desk.standIn.renew();
  desk.standIn.joining.renew();
  desk.standIn.exceptions.openPlans();
});
afterAll(() => desk.close());

const roles = [
  'admin', 'lead', 'operator', 'customer-service', 'finance', 'engineer', 'auditor',
] as const;

/** With a text that is there once the page is; the page of people is told of below. */
const pages: readonly (readonly [path: string, text: string])[] = [
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
];

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

async function look(role: string, path: string, text: string): Promise<Control[]> {
  desk.standIn.playRole(role);
  const { page, answered } = await desk.reader();
  await page.goto(path);
  await page.locator('main').getByText(text).first().waitFor();
  await page.locator('.live[data-line="live"]').waitFor();
  await answered();
  const controls = await controlsOf(page);
  await page.context().close();
  return controls;
}

describe.each(pages)('%s', (path, text) => {
  it('shows everybody the same controls, and says why one is off and who may', async () => {
    const seen = new Map<string, Control[]>();
    for (const role of roles) seen.set(role, await look(role, path, text));
    const admin = seen.get('admin') ?? [];
    const names = (controls: readonly Control[]): string =>
      controls.map(({ name }) => name).toSorted().join(' | ');
    // What is off for everybody is off because of what there is to do, and says that.
    const isNothingToDo = (name: string): boolean =>
      admin.some((one) => one.name === name && one.isOff && one.why !== '');
    const wrong = [...seen].flatMap(([role, controls]) => [
      ...(names(controls) === names(admin) ? [] : [`${role}: ${names(controls)}`]),
      ...controls
        .filter(({ name, isOff, why }) =>
          isOff && !why.includes('needs the role') && !isNothingToDo(name))
        .map(({ name, why }) => `${role}: “${name}” is off because of “${why}”`),
    ]);
    expect(wrong).toEqual([]);
  }, 480_000);
});

it('finds some that are off, for the walk to mean anything', async () => {
  const controls = await look('auditor', '/orders/ord_short', 'Ship what is there');
  expect(controls.filter(({ isOff }) => isOff).map(({ name }) => name))
    .toEqual([
      'Copy tracking link', 'Hold it …', 'It left by other means …', 'Ship what is there …',
      'Ask warehouse', 'Leave a note',
    ]);
}, 120_000);

it('of a page that is not for a role says what it needs, and who has it', async () => {
  for (const role of roles.filter((one) => one !== 'admin')) {
    desk.standIn.playRole(role);
    const { page } = await desk.reader();
    await page.goto('/people');
    await page.getByText('Inviting people and changing their roles needs the role Admin')
      .waitFor();
    expect(await page.locator('main').getByRole('button').count()).toBe(0);
    await page.context().close();
  }
}, 180_000);
