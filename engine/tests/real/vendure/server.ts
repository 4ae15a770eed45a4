/**
 * A Vendure server as a process: `node server.ts <where it is installed> <file> <port>`. When its
 * input ends it keeps what was sold in the file, and goes on with it when it is started again.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [, , folder = '', file = '', port = '0'] = process.argv;
const load = createRequire(path.join(folder, 'package.json'));

/** As much of it as is used here. */
type App = {
  readonly get: (what: unknown) => {
    readonly rawConnection: {
      readonly sqljsManager: { readonly saveDatabase: (file: string) => Promise<void> };
    };
  };
};

type Core = {
  readonly bootstrap: (config: unknown) => Promise<App>;
  readonly TransactionalConnection: unknown;
  readonly dummyPaymentHandler: unknown;
  readonly DefaultLogger: new (options: { readonly level: number }) => unknown;
};

// Both are what the package of this very version exports.
const {
  bootstrap, dummyPaymentHandler, DefaultLogger, TransactionalConnection,
} = load('@vendure/core') as Core;
const { populate } = load('@vendure/core/cli') as {
  readonly populate: (start: () => Promise<App>, data: unknown) => Promise<App>;
};

const isNew = !existsSync(file);
const warnings = 1;

const config = {
  apiOptions: { port: Number(port), hostname: '127.0.0.1' },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    superadminCredentials: { identifier: 'root', password: 'root of the tests' },
    cookieOptions: { secret: 'of the tests' },
  },
  dbConnectionOptions: { type: 'sqljs', location: file, synchronize: isNew },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  importExportOptions: { importAssetsDir: path.dirname(file) },
  logger: new DefaultLogger({ level: warnings }),
  plugins: [],
};

const firstData = {
  defaultLanguage: 'en',
  defaultZone: 'Europe',
  countries: [{ name: 'United Kingdom', code: 'GB', zone: 'Europe' }],
  taxRates: [{ name: 'None', percentage: 0 }],
  shippingMethods: [{ name: 'DPD-12', price: 500 }],
  paymentMethods: [{
    name: 'Dummy',
    handler: {
      code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }],
    },
  }],
  collections: [],
};

const app = await (isNew ? populate(() => bootstrap(config), firstData) : bootstrap(config));
// Not by a signal: at any of them it closes its database and ends, before all of it is kept.
process.stdin.resume().once('end', () => {
  void app.get(TransactionalConnection).rawConnection.sqljsManager.saveDatabase(file)
    .then(() => process.exit(0));
});
console.log('ready');
