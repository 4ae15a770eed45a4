/** First contact: is Tryton there, who are we there, and has it what we need? */
import { z } from 'zod';
import type { ProbeAnswer } from '../../../contract/connector.ts';
import { Ended } from '../../../contract/one-message.ts';
import type { Instant } from '../../../core/model/instant.ts';
import type { Access, Standing, Turn } from '../access.ts';
import type { TrytonSettings } from '../settings.ts';
import { listOf, text } from '../translate/shapes.ts';
import { askBy, type Ask } from './asking.ts';

export const probe = async (
  access: Access,
  settings: TrytonSettings,
  now: Instant,
): Promise<ProbeAnswer> => {
  const { host } = new URL(settings.baseUrl);
  try {
    const turn: Turn = { now, allow: () => probeTimeoutMilliseconds };
    const version = await access.version(turn);
    if (version.is === 'unanswered') return ill(`${host} does not answer as Tryton does: ` +
      `${version.unanswered.text}.`);
    const standing = await access.standing(turn);
    const ask = askBy(access, turn);
    const named = version.is === 'result' && typeof version.value === 'string'
      ? ` ${access.quoted(version.value).slice(0, 20)}` : '';
    const hello = `Tryton${named} answers at ${host}, and lets ${settings.user} in for ` +
      `${standing.companyName === '' ? 'its company' : standing.companyName}.`;
    const houses = await warehousesOf(ask, standing, settings);
    const lacks = await lacksOf(ask);
    const sentences = [hello, ...houses.sentences, ...lacks.map((one) => `${one} ${wayOut}`)];
    const isWell = houses.isWell && lacks.length === 0;
    return {
      isWell,
      sentences: isWell
        ? [...sentences, 'Shipments can be read, and numbers, carriers and costs written.']
        : sentences,
      watch: watchOf(standing, access.skew()),
    };
  } catch (end) {
    if (!(end instanceof Ended)) throw end;
    return ill(`${host}: ${end.by.is === 'done' ? '' : access.quoted(end.by.text)}.`);
  }
};

const ill = (sentence: string): ProbeAnswer => ({ isWell: false, sentences: [sentence] });

const wayOut = 'Give the user the group Stock in Tryton (Administration, Users).';

const probeTimeoutMilliseconds = 15_000;

const asked = { timeoutMilliseconds: probeTimeoutMilliseconds, purpose: 'probe' };

const warehousesOf = async (
  ask: Ask,
  standing: Standing,
  { warehouse }: TrytonSettings,
): Promise<{ readonly isWell: boolean; readonly sentences: readonly string[] }> => {
  const rows = listOf(z.object({ code: text, name: text })).catch([]).parse(await ask({
    ...asked, method: 'model.stock.location.search_read',
    params: [
      [['type', '=', 'warehouse']], 0, 50, [['id', 'ASC']], ['code', 'name'],
      { company: standing.company, language: 'en' },
    ],
  }));
  const shown = rows.map(({ code, name }) => `${code ?? 'without a code'} (${name ?? 'no name'})`);
  const found = `Its warehouses: ${shown.slice(0, 12).join(', ') || 'none'}.`;
  const missing = warehouse.filter((one) => rows.every(({ code }) => code !== one));
  return missing.length === 0
    ? { isWell: true, sentences: [`${found} Read: ${warehouse.join(', ')}.`] }
    : {
      isWell: false,
      sentences: [`${found} None has the code ${missing.join(', ')}: set warehouse to one of ` +
        'them, or give it a code in Tryton.'],
    };
};

const yes = z.union([z.literal(1), z.literal('1'), z.literal(true)]);
const rightsShape = z.record(z.string(), z.looseObject({ read: z.unknown(), write: z.unknown() }));

const needed = [
  ['stock.shipment.out', 'write', 'shipments cannot be written to'],
  ['stock.move', 'read', 'what was picked cannot be read'],
  ['stock.package', 'write', 'tracking numbers cannot be written'],
  ['carrier', 'read', 'carriers cannot be read'],
  ['party.party', 'read', 'addresses cannot be read'],
  ['product.product', 'read', 'articles cannot be read'],
] as const;

/** What the user may not do, or the database has no module for, in words. */
const lacksOf = async (ask: Ask): Promise<readonly string[]> => {
  const fields = async (model: string, names: readonly string[]): Promise<readonly string[]> => {
    const there = await ask({ ...asked, method: `model.${model}.fields_get`, params: [names, {}] });
    return names.filter((one) =>
      typeof there !== 'object' || there === null || !Object.hasOwn(there, one));
  };
  const missing = [
    ...await fields('stock.shipment.out', ['packages', 'carrier', 'cost', 'cost_edit']),
    ...await fields('stock.package', ['shipping_reference']),
  ];
  if (missing.length > 0) {
    return [`The database lacks ${missing.join(', ')}: activate the module ` +
      'stock_package_shipping.'];
  }
  const rights = rightsShape.catch({}).parse(await ask({
    ...asked, method: 'model.ir.model.access.get_access',
    params: [needed.map(([model]) => model), {}],
  }));
  return needed.filter(([model, may]) => !yes.safeParse(rights[model]?.[may]).success)
    .map(([, , lack]) => `The user may not do enough: ${lack}.`);
};

/** So far the two clocks may be apart without a word. */
const toleratedSkew = 60_000;

const watchOf = ({ mayReadSales }: Standing, skew: number): readonly string[] => [
  ...(mayReadSales ? [] : [
    'The user may not read sales, so that a short pick is seen only while Tryton assigns: after ' +
    'the pick it shows what was found as if no more had been wanted. Give the user the group ' +
    'Sales, or a group of your own that may read them.',
  ]),
  ...(Math.abs(skew) < toleratedSkew ? [] : [
    `Its clock is ${String(Math.round(Math.abs(skew) / 60_000))} min ` +
    `${skew < 0 ? 'behind' : 'ahead of'} ours.`,
  ]),
];
