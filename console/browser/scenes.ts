/** Every page in every state worth a look: the accessibility checks and the pictures share them. */
import type { Page } from 'playwright-core';
import { goTo } from './open.ts';
import { groupIdOf } from './stand-in-filter.ts';
import { standInKey } from './stand-in-door.ts';
import type { StandIn } from './stand-in.ts';

export type Scene = {
  readonly name: string;
  readonly isSignedIn: boolean;
  /** The role of whoever only goes there and does nothing else, from any other such page. */
  readonly visitedBy?: string;
  /** Opens the page and waits until it shows what it is there for. */
  readonly open: (page: Page, standIn: StandIn) => Promise<void>;
};

/** Signed in, at an address, once that text is there. */
const at = (name: string, path: string, text: string, role = 'lead'): Scene => ({
  name,
  isSignedIn: true,
  visitedBy: role,
  open: async (page, standIn) => {
    standIn.playRole(role);
    await goTo(page, path);
    await page.getByText(text).first().waitFor();
    await page.locator('.live[data-line="live"]').waitFor();
  },
});

const after = (scene: Scene, name: string, then: (page: Page) => Promise<void>): Scene => ({
  name,
  isSignedIn: scene.isSignedIn,
  open: async (page, standIn) => {
    await scene.open(page, standIn);
    await then(page);
  },
});

const signIn: Scene = {
  name: 'sign-in',
  isSignedIn: false,
  open: async (page) => {
    await page.goto('/sign-in');
    await page.getByText('DEMO:').waitFor();
    await page.getByRole('button', { name: 'Mia, Lead' }).waitFor();
  },
};

const people = at('people', '/people', 'Mia Berg', 'admin');

const handbook = at('handbook', '/docs/guides/connect-by-files', 'For whoever looks after');

const account = at('account', '/account', 'Chrome, Linux');

/** Outside the demo, with a provider. */
const signInPlain: Scene = {
  name: 'sign-in-provider',
  isSignedIn: false,
  open: async (page, standIn) => {
    standIn.offer({ hasProvider: true, isDemoOffered: false });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with Keycloak' }).waitFor();
    standIn.offer({ hasProvider: false, isDemoOffered: true });
  },
};

const orders = at('orders', '/orders', 'SO-412345');

const flow = at('flow', '/', 'Where orders are');

const flowSilent: Scene = {
  name: 'flow-silent',
  isSignedIn: true,
  open: async (page, standIn) => {
    standIn.silence(true);
    await flow.open(page, standIn);
    await page.getByText('has not answered for').waitFor();
    standIn.silence(false);
  },
};

const connections = at('connections', '/connections', 'shipstation-uk');

const callsFailed = at(
  'connections-calls', '/connections?calls=leicester-wms&failed=yes', 'No usable answer came');

const callsDrawn = after(at('connections-chart', '/connections?calls=shipstation-uk&drawn=yes',
  'half took'), 'connections-chart', async (page) => {
  await page.locator('.calls-plot canvas').waitFor();
});

const lookBounds = after(at('connections-looks', '/connections?looks=shipstation-uk',
  'News is heard after', 'engineer'), 'connections-looks', async (page) => {
  await page.getByRole('group', { name: 'labels' }).getByLabel('Look at most every').press('End');
  await page.getByText('15 s while').waitFor();
});

const connectionsFolds = after(at('connections-folds',
  '/connections?refused=leicester-wms&untold=leicester-wms&leftOut=shipstation-uk',
  'unknown consignment'), 'connections-folds', async (page) => {
  await page.getByRole('button', { name: 'label 90210' }).click();
  await page.getByRole('button', { name: 'Go on without it', exact: true }).click();
  await page.getByText('Say what you saw').waitFor();
});

const asLead = (scene: Scene): Scene => ({
  ...scene,
  open: async (page, standIn) => {
    standIn.playRole('lead');
    standIn.renew();
    await scene.open(page, standIn);
  },
});

const exceptions = asLead(at('exceptions', '/exceptions', 'Service not mapped'));

const cause = asLead(at(
  'exceptions-cause', `/exceptions?cause=${groupIdOf('service.unmapped')}`, 'Suggested fix'));

const plan = after(cause, 'exceptions-plan', async (page) => {
  await page.getByRole('button', { name: /^Preview the fix/ }).click();
  await page.getByText('29 would go. 2 are left out.').waitFor();
});

/** An engineer in an installation of their own, in which nothing is connected yet. */
const connect: Scene = {
  name: 'connect',
  isSignedIn: true,
  open: async (page, standIn) => {
    standIn.playRole('engineer');
    standIn.playDemo(false);
    standIn.joining.begin();
    await page.goto('/connect');
    await page.getByRole('heading', { name: 'Your ShipStation account' }).waitFor();
    await page.locator('.live[data-line="live"]').waitFor();
    standIn.playDemo(true);
  },
};

const fillAccount = async (page: Page, apiKey: string) => {
  await page.getByLabel('Name of the account').fill('shipstation-uk');
  await page.getByLabel('API key').fill(apiKey);
  await page.getByLabel('API secret').fill('a secret');
};

export const scenes: readonly Scene[] = [
  handbook,
  connect,
  after(connect, 'connect-refused', async (page) => {
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByText('Some fields need mending.').waitFor();
  }),
  after(connect, 'connect-change', async (page) => {
    await fillAccount(page, 'mistyped');
    await page.getByRole('button', { name: 'Check the connection' }).click();
    await page.getByText('It does not work yet.').waitFor();
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByText('What would change in the policy').waitFor();
  }),
  {
    name: 'connect-warehouse',
    isSignedIn: true,
    open: async (page, standIn) => {
      await connect.open(page, standIn);
      await page.getByRole('link', { name: 'Warehouse', exact: true }).click();
      await page.getByLabel('Time zone').waitFor();
    },
  },
  {
    name: 'connect-next',
    isSignedIn: true,
    open: async (page, standIn) => {
      standIn.playRole('lead');
      standIn.joining.renew();
      await page.goto('/connect?step=next');
      await page.getByText('npx gatepass go-live leicester').waitFor();
      await page.locator('.live[data-line="live"]').waitFor();
    },
  },
  {
    name: 'connect-words',
    isSignedIn: true,
    open: async (page, standIn) => {
      standIn.playRole('engineer');
      standIn.joining.renew();
      await page.goto('/connect?step=mappings');
      await page.getByRole('radio', { name: 'dpd_by_12' }).check();
      await page.getByRole('radio', { name: 'Another word' }).first().check();
      await page.getByLabel('What the warehouse calls Evri').fill('EVRI');
      await page.getByRole('button', { name: 'Show what would change' }).click();
      await page.getByText('Tried and not applied.').waitFor();
      await page.locator('.live[data-line="live"]').waitFor();
    },
  },
  {
    name: 'connect-would',
    isSignedIn: true,
    open: async (page, standIn) => {
      standIn.playRole('lead');
      standIn.playDemo(false);
      standIn.renew();
      standIn.joining.shade();
      await page.goto('/connect?step=next');
      const count = page.getByRole('button', { name: /^Work out what going live with leicester/ });
      await count.click();
      await page.getByText('leicester would adopt 12 orders').waitFor();
      await page.locator('.live[data-line="live"]').waitFor();
      standIn.playDemo(true);
      standIn.joining.renew();
    },
  },
  flow,
  flowSilent,
  after(flow, 'flow-table', async (page) => {
    await page.getByText('The same as a table').click();
    await page.getByRole('row', { name: /^09:/ }).waitFor();
  }),
  at('flow-empty', '/?warehouse=glasgow', 'No order waits for anybody'),
  at('wall', '/wall', 'Ready to ship'),
  {
    name: 'wall-signed-out',
    isSignedIn: false,
    open: async (page) => {
      await page.goto('/wall?warehouse=leicester');
      await page.getByText('Somebody has to sign in').waitFor();
    },
  },
  signIn,
  after(signIn, 'sign-in-refused', async (page) => {
    await page.getByText('Another way: a key, or a link').click();
    await page.getByLabel('Your key').fill(`${standInKey} cut`);
    await page.getByRole('button', { name: 'Sign in with the key' }).click();
    await page.getByRole('alert').waitFor();
  }),
  signInPlain,
  after(signInPlain, 'sign-in-password-refused', async (page) => {
    await page.getByLabel('E-mail address').fill('asha@shop.example');
    await page.getByLabel('Password', { exact: true }).fill('mistyped');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
  }),
  account,
  people,
  after(people, 'people-link', async (page) => {
    await page.getByRole('button', { name: 'New link for Mia Berg' }).click();
    await page.getByRole('heading', { name: 'The link for Mia Berg' }).waitFor();
    await page.getByRole('button', { name: 'Shut out: Mia Berg' }).click();
    await page.getByRole('heading', { name: 'Shut Mia Berg out?' }).waitFor();
  }),
  after(people, 'people-provider', async (page) => {
    await page.getByRole('button', { name: 'Set it up …' }).click();
    await page.getByRole('button', { name: 'Ask it, and set it up' }).click();
    await page.getByText('This is needed.').first().waitFor();
  }),
  at('people-not-allowed', '/people', 'needs the role Admin', 'operator'),
  at('connections-not-allowed', '/connections', 'needs the role Lead', 'finance'),
  orders,
  at('orders-filtered', '/orders?stage=ready-to-ship,in-shipstation&age=late,very-late'
    + '&causeCode=service.unmapped&causeFault=DPD-12X&notCarrier=royal_mail&open=yes&sort=waiting',
  'cause is Service unmapped'),
  after(at('orders-held', '/orders?held=yes&sort=waiting', 'On hold by Mia'), 'orders-held',
    async (page) => {
      await page.getByRole('button', { name: 'Plan for all 1' }).click();
      await page.getByLabel(/^Until/).waitFor();
    }),
  after(at('orders-view', '/orders?age=late&open=yes', 'waiting is late'), 'orders-view',
    async (page) => {
      await page.getByRole('button', { name: 'Keep this view …' }).click();
      await page.getByLabel('Name of the view').fill('Late ones');
      await page.getByRole('button', { name: 'Keep it' }).click();
      await page.getByRole('link', { name: 'Late ones' }).waitFor();
      await page.goto('/orders?age=late&open=yes&stage=ready-to-ship');
      await page.getByText('waiting is late').waitFor();
      await page.getByRole('button', { name: 'Keep this view …' }).click();
      await page.getByLabel('For the whole team').check();
      await page.getByLabel('Tell', { exact: true }).selectOption('lead');
      await page.getByRole('button', { name: 'Keep it' }).click();
      await page.getByText('Give it a name.').waitFor();
      await page.getByText('Give a whole number, such as 10.').waitFor();
      await page.locator('.live[data-line="live"]').waitFor();
    }),
  at('orders-none', '/orders?orderNumber=SO-000', 'No order has the number'),
  after(orders, 'palette', async (page) => {
    await page.getByRole('button', { name: 'Go to', exact: true }).click();
    await page.getByRole('combobox', { name: 'Where to' }).fill('or');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  }),
  after(orders, 'help', async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Single keys').waitFor();
  }),
  after(orders, 'own-menu', async (page) => {
    await page.getByRole('button', { name: 'Asha' }).click();
    await page.getByRole('combobox', { name: 'Colours' }).waitFor();
  }),
  at('find', '/find', 'Paste or type what the customer has'),
  at('find-one', '/find?q=SO-412345', 'The label was made today'),
  after(at('find-several', '/find?q=bell', '2 orders fit'), 'find-several', async (page) => {
    await page.getByRole('link', { name: 'SO-412300' }).click();
    await page.getByText('Customer is away on Friday.').waitFor();
  }),
  after(at('find-ask', '/find?q=SO-412346', 'There is no label yet'), 'find-ask', async (page) => {
    await page.getByRole('button', { name: 'Ask warehouse' }).click();
    await page.getByRole('button', { name: 'Send the question' }).click();
    await page.getByText('Write something first.').waitFor();
  }),
  at('find-none', '/find?q=SO-000', 'Nothing was found for'),
  exceptions,
  cause,
  after(cause, 'exceptions-hands', async (page) => {
    await page.getByRole('button', { name: 'Choose another' }).click();
    await page.getByRole('button', { name: 'Take it' }).click();
    await page.getByText('Given to Asha.').waitFor();
    await page.getByRole('button', { name: 'Wait …' }).click();
    await page.getByRole('button', { name: 'Hold …' }).click();
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.getByText('Say why, for those who find it later.').waitFor();
  }),
  plan,
  after(plan, 'exceptions-run', async (page) => {
    await page.getByRole('button', { name: /^Map it/ }).click();
    await page.getByText('Done: 29 went').first().waitFor();
  }),
  at('exceptions-none', '/exceptions?list=mine&severity=5&warehouse=glasgow', 'Nothing fits'),
  {
    name: 'exceptions-work',
    isSignedIn: true,
    open: async (page, standIn) => {
      standIn.playRole('lead');
      standIn.exceptions.openPlans();
      await page.goto('/exceptions?work=yes');
      await page.getByText('14 more are not taken out').waitFor();
      await page.getByText('What is held back').click();
      await page.getByText('Take SO-412346 out of ShipStation.').waitFor();
    },
  },
  {
    name: 'plans',
    isSignedIn: true,
    open: async (page, standIn) => {
      standIn.playRole('lead');
      standIn.renew();
      standIn.exceptions.openPlans();
      await page.goto('/connections');
      await page.request.post('/v1/plans', {
        data: { kind: 'going-live', warehouse: 'leicester' },
      });
      await page.goto('/plans');
      await page.getByText('leicester would adopt 12 orders').waitFor();
      await page.locator('.live[data-line="live"]').waitFor();
    },
  },
  connections,
  callsFailed,
  callsDrawn,
  lookBounds,
  connectionsFolds,
  after(connections, 'connections-pause', async (page) => {
    await page.getByRole('button', { name: 'Test now: leicester-wms' }).click();
    await page.getByText('It is not well.').waitFor();
    await page.getByRole('button', { name: 'Pause shipstation-uk' }).click();
    await page.getByRole('button', { name: 'Pause now' }).click();
    await page.getByText('Say why, so that others know').waitFor();
  }),
  at('connections-found', '/connections?open=shipstation-uk', 'A page without a length'),
  at('order-differ', '/orders/ord_untold', 'Released to ShipStation as'),
  after(at('order-differ', '/orders/ord_untold', 'Released to ShipStation as'), 'order-call',
    async (page) => {
      await page.getByText('Open the call').nth(1).click();
      await page.getByText('Answered with 503').waitFor();
    }),
  at('order-short', '/orders/ord_short', 'shelf empty)'),
  at('order-not-allowed', '/orders/ord_short', 'needs the role Lead', 'finance'),
  after(asLead(at('order-short', '/orders/ord_short', 'shelf empty)')), 'order-decide',
    async (page) => {
      await page.getByRole('button', { name: 'Hold it …' }).click();
      await page.getByRole('button', { name: 'Hold it', exact: true }).click();
      await page.getByText('Say why, for those who find it later.').waitFor();
    }),
  after(asLead(at('order-short', '/orders/ord_short', 'shelf empty)')), 'order-decided',
    async (page) => {
      await page.getByRole('button', { name: 'Hold it …' }).click();
      await page.getByLabel('Why', { exact: true }).fill('Wait for the mug');
      await page.getByRole('button', { name: 'Hold it', exact: true }).click();
      await page.getByRole('button', { name: /^Take it back …/ }).click();
      await page.getByText('What was done by it stays done.').waitFor();
    }),
  at('order-split', '/orders/ord_split', 'the box was damaged'),
  at('order-done', '/orders/ord_done', 'Left the building.'),
  at('order-fresh', '/orders/ord_fresh_1', 'Nothing has happened to this order yet'),
  at('order-unknown', '/orders/ord_gone', 'does not know this order'),
  {
    name: 'no-page',
    isSignedIn: true,
    open: async (page) => {
      await page.goto('/elsewhere');
      await page.getByText('There is no such page').waitFor();
    },
  },
];
