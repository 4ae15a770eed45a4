/** A Vendure under test: started, stopped, and used by its own people through its own API. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort, until } from '../../together/processes.ts';

const program = fileURLToPath(new URL('server.ts', import.meta.url));

export const clerk = { user: 'gatepass@example.test', password: 'pass: the gäte' } as const;

const fulfillmentShape = z.object({
  id: z.string(), state: z.string(), method: z.string(), trackingCode: z.string().nullable(),
  lines: z.array(z.object({ orderLineId: z.string(), quantity: z.number() })),
});

const orderShape = z.object({
  id: z.string(), code: z.string(), state: z.string(), updatedAt: z.string(),
  lines: z.array(z.object({ id: z.string(), quantity: z.number() })),
  fulfillments: z.array(fulfillmentShape),
  payments: z.array(z.object({ id: z.string() })),
});

export type SoldOrder = z.output<typeof orderShape>;

const orderFields = `id code state updatedAt lines { id quantity } payments { id }
  fulfillments { id state method trackingCode lines { orderLineId quantity } }`;

type Row = Readonly<Record<string, unknown>>;
type LineInput = { readonly orderLineId: string; readonly quantity: number };

/** How many of each article, by its SKU. */
export type Units = Readonly<Record<string, number>>;

export type Article = { readonly sku: string; readonly name: string; readonly price: number };

export type Buyer = { readonly name?: string; readonly street?: string };

/** With a role and an administrator for Gatepass, and one article. */
export const openVendure = async (folder: string, dataFolder: string) => {
  const file = path.join(dataFolder, 'vendure.sqlite');
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const variants = new Map<string, string>();
  let running: ChildProcessWithoutNullStreams | null = null;
  let token: string | null = null;
  let said = '';

  const start = async (): Promise<void> => {
    const { PATH = '' } = process.env;
    const child = spawn(
      process.execPath, [program, folder, file, String(port)], {
        env: { PATH, VENDURE_DISABLE_TELEMETRY: '1' }, stdio: 'pipe',
      });
    running = child;
    said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => { said += chunk; });
    }
    await until('Vendure is ready', () => {
      if (child.exitCode !== null) throw new Error(`Vendure ended:\n${said}`);
      return /^ready$/m.test(said) ? true : null;
    });
  };

  const stop = async (): Promise<void> => {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((resolve) => { child.once('exit', resolve); });
    child.stdin.end();
    await ended;
  };

  /** As its owner; refusals inside the answer are thrown. */
  const ask = async (query: string, variables: Row = {}): Promise<unknown> => {
    if (token === null) {
      const login = 'mutation { login(username: "root", password: "root of the tests") { ' +
        '__typename } }';
      const { headers } = await post(login, {});
      token = headers.get('vendure-auth-token');
    }
    const answer = await post(query, variables);
    const text = await answer.text();
    const { data, errors } = z.object({ data: z.unknown(), errors: z.unknown() })
      .partial().parse(JSON.parse(text));
    if (errors !== undefined || text.includes('"errorCode"')) throw new Error(text.slice(0, 500));
    return data;
  };

  const post = (query: string, variables: Row): Promise<Response> => fetch(`${url}/admin-api`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });

  const hire = async (
    user: string,
    password: string,
    permissions: readonly string[],
  ): Promise<string> => {
    const { createRole: { id } } = z.object({ createRole: z.object({ id: z.string() }) })
      .parse(await ask(`mutation($input: CreateRoleInput!) {
        createRole(input: $input) { id }
      }`, { input: { code: user, description: user, permissions } }));
    await ask(`mutation($input: CreateAdministratorInput!) {
      createAdministrator(input: $input) { id }
    }`, {
      input: {
        firstName: 'Gate', lastName: 'Pass', emailAddress: user, password, roleIds: [id],
      },
    });
    return id;
  };

  const stock = async ({ sku, name, price }: Article): Promise<void> => {
    const made = z.object({ createProduct: z.object({ id: z.string() }) })
      .parse(await ask(`mutation($input: CreateProductInput!) {
        createProduct(input: $input) { id }
      }`, {
        input: { translations: [{ languageCode: 'en', name, slug: `a-${sku}`, description: '' }] },
      }));
    const { createProductVariants: [variant] } = z.object({
      createProductVariants: z.array(z.object({ id: z.string() })),
    }).parse(await ask(`mutation($input: [CreateProductVariantInput!]!) {
      createProductVariants(input: $input) { id }
    }`, {
      input: [{
        productId: made.createProduct.id, sku, price, stockOnHand: 1_000, trackInventory: 'TRUE',
        translations: [{ languageCode: 'en', name }],
      }],
    }));
    variants.set(sku, variant?.id ?? '');
  };

  const order = async (id: string): Promise<SoldOrder> => {
    return z.object({ order: orderShape }).parse(await ask(
      `query($id: ID!) { order(id: $id) { ${orderFields} } }`, { id })).order;
  };

  /** Sold and paid, as many of each article. */
  const sell = async (units: Units, buyer: Buyer = {}): Promise<SoldOrder> => {
    const id = await draft(units, buyer);
    await ask(`mutation($id: ID!) {
      transitionOrderToState(id: $id, state: "ArrangingPayment") {
        ... on ErrorResult { errorCode message }
      }
    }`, { id });
    await ask(`mutation($id: ID!) {
      addManualPaymentToOrder(
        input: { orderId: $id, method: "dummy", transactionId: "t", metadata: {} }
      ) { ... on ErrorResult { errorCode message } }
    }`, { id });
    return order(id);
  };

  const draft = async (units: Units, buyer: Buyer = {}): Promise<string> => {
    const { createDraftOrder: { id } } = z.object({
      createDraftOrder: z.object({ id: z.string() }),
    }).parse(await ask('mutation { createDraftOrder { id } }'));
    for (const [sku, quantity] of Object.entries(units)) {
      await ask(`mutation($id: ID!, $input: AddItemToDraftOrderInput!) {
        addItemToDraftOrder(orderId: $id, input: $input) { ... on ErrorResult { errorCode } }
      }`, { id, input: { productVariantId: variants.get(sku), quantity } });
    }
    await ask(`mutation($id: ID!, $email: String!) {
      setCustomerForDraftOrder(
        orderId: $id, input: { firstName: "Iris", lastName: "Bell", emailAddress: $email }
      ) { ... on ErrorResult { errorCode } }
    }`, { id, email: `iris-${id}@example.test` });
    await ask(`mutation($id: ID!, $input: CreateAddressInput!) {
      setDraftOrderShippingAddress(orderId: $id, input: $input) { id }
    }`, {
      id,
      input: {
        fullName: buyer.name ?? 'Iris Bell', streetLine1: buyer.street ?? '7 Canal Street',
        city: 'Leeds', postalCode: 'LS1 9ZZ', countryCode: 'GB',
      },
    });
    await ask(`mutation($id: ID!) {
      setDraftOrderShippingMethod(orderId: $id, shippingMethodId: 1) {
        ... on ErrorResult { errorCode }
      }
    }`, { id });
    return id;
  };

  const cancel = async (id: string, lines?: readonly LineInput[]): Promise<void> => {
    await ask(`mutation($input: CancelOrderInput!) {
      cancelOrder(input: $input) { ... on ErrorResult { errorCode message } }
    }`, { input: { orderId: id, reason: 'the customer asked', ...(lines && { lines }) } });
  };

  const moveOrder = async (id: string, state: string): Promise<void> => {
    await ask(`mutation($id: ID!, $state: String!) {
      transitionOrderToState(id: $id, state: $state) { ... on ErrorResult { errorCode message } }
    }`, { id, state });
  };

  /** Changed by its people after it was paid. */
  const modify = async (id: string, change: Row): Promise<void> => {
    const { state } = await order(id);
    await moveOrder(id, 'Modifying');
    await ask(`mutation($input: ModifyOrderInput!) {
      modifyOrder(input: $input) { ... on ErrorResult { errorCode message } }
    }`, { input: { dryRun: false, orderId: id, ...change } });
    await moveOrder(id, state);
  };

  /** A parcel by the hand of its people; moved to these states, one after another. */
  const sendByHand = async (
    lines: readonly LineInput[],
    tracking: string,
    states: readonly string[] = ['Shipped'],
  ): Promise<string> => {
    const { addFulfillmentToOrder: { id } } = z.object({
      addFulfillmentToOrder: z.object({ id: z.string() }),
    }).parse(await ask(`mutation($input: FulfillOrderInput!) {
      addFulfillmentToOrder(input: $input) {
        ... on Fulfillment { id } ... on ErrorResult { errorCode message }
      }
    }`, {
      input: {
        lines,
        handler: {
          code: 'manual-fulfillment',
          arguments: [
            { name: 'method', value: 'By hand' }, { name: 'trackingCode', value: tracking },
          ],
        },
      },
    }));
    for (const state of states) {
      await ask(`mutation($id: ID!, $state: String!) {
        transitionFulfillmentToState(id: $id, state: $state) {
          ... on ErrorResult { errorCode message }
        }
      }`, { id, state });
    }
    return id;
  };

  await start();
  await hire(clerk.user, clerk.password, ['ReadOrder', 'UpdateOrder']);
  await stock({ sku: 'TEE-BLK-M', name: 'T-shirt', price: 1_999 });
  return {
    url, start, stop, ask, hire, stock, order, sell, draft, cancel, moveOrder, modify, sendByHand,
  };
};

export type Vendure = Awaited<ReturnType<typeof openVendure>>;
