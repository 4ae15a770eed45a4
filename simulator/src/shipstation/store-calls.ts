import type { Answer, Moment } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account } from './account.ts';
import { modelProblem, notFound, outcome, ruleProblem } from './answers.ts';
import { bind } from './binding.ts';
import type { Call, Performed } from './call.ts';
import type { Query } from './lists.ts';
import { recordNever } from './never-calls.ts';
import { pacificMoment, pacificText, readPacific } from './pacific.ts';
import type { StoreBody } from './store-body.ts';
import { refreshBody, storeBody, storeNamed } from './store-body.ts';
import type { StoreRow } from './stores.ts';
import { beginRefresh, canRefresh, scheduled, withStore } from './stores.ts';

/** The calls on stores (3.6). */

export function listStores(account: Account, query: Query): Answer {
  const showsInactive = query['showinactive']?.toLowerCase() === 'true';
  const marketplace = query['marketplaceid'];
  if (marketplace !== undefined && !/^\d+$/.test(marketplace)) {
    return modelProblem({ marketplaceId: [`The value '${marketplace}' is not valid.`] });
  }
  const shown = [...account.stores.values()]
    .map(({ wire }) => wire)
    .filter((store) => store.active || showsInactive)
    .filter((store) => marketplace === undefined || store.marketplaceId === Number(marketplace));
  return answerJson(200, shown);
}

export function oneStore(account: Account, storeId: number): Answer {
  const row = account.stores.get(storeId);
  return row === undefined ? notFound('Store not found') : answerJson(200, shownWhole(row));
}

const shownWhole = ({ wire, statusMappings }: StoreRow) => ({ ...wire, statusMappings });

/** The whole store: what the body leaves out is empty afterwards (3.2). */
export function updateStore({ account, body, now }: Call, storeId: number): Performed {
  const row = account.stores.get(storeId);
  if (row === undefined) return { account, answer: notFound('Store not found') };
  const bound = bind(storeBody, body, 'apiStore');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const written = scheduled(rewritten(row, bound.value, now), now);
  return { account: withStore(account, written), answer: answerJson(200, shownWhole(written)) };
}

/** Marketplace, dates and the id itself are not the caller's to change. */
const rewritten = (row: StoreRow, body: StoreBody, now: Moment): StoreRow => ({
  ...row,
  wire: {
    ...row.wire,
    storeName: body.storeName,
    accountName: body.accountName,
    email: body.email,
    integrationUrl: body.integrationUrl,
    active: body.active ?? false,
    companyName: body.companyName ?? '',
    phone: body.phone ?? '',
    publicEmail: body.publicEmail ?? '',
    website: body.website ?? '',
    autoRefresh: body.autoRefresh ?? false,
    modifyDate: pacificText(now),
  },
  statusMappings: body.statusMappings ?? [],
});

/** The seven that were seen (3.5); each can do what the official example says of its kind. */
export const marketplaces = [
  [23, '3DCart'], [2, 'Amazon'], [32, 'Amazon CA'], [36, 'WooCommerce'], [67, 'TradeGecko'],
].map(([marketplaceId, name]) => ({
  name,
  marketplaceId,
  canRefresh: true,
  supportsCustomMappings: true,
  supportsCustomStatuses: false,
  canConfirmShipments: true,
}));

/** Both are remembered: a connector has no business with deactivate (section 10, row 14). */
export function switchStore({ account, body, now }: Call, isActive: boolean): Performed {
  const bound = bind(storeNamed, body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const row = account.stores.get(bound.value.storeId);
  if (row === undefined) return { account, answer: notFound('Store not found') };
  const wire = { ...row.wire, active: isActive, modifyDate: pacificText(now) };
  const switched = withStore(account, { ...row, wire });
  const success = account.switches.storeSuccess === 'text' ? 'true' : true;
  const message = `The requested store has been ${isActive ? 're' : 'de'}activated.`;
  return {
    account: isActive ? switched : recordNever(switched, 'deactivate', now),
    answer: answerJson(200, { success, message }),
  };
}

/** The reference shows store and date in the query and again in the body: both are read. */
export function refreshStores({ account, body, query, now }: Call): Performed {
  const bound = bind(refreshBody.nullable(), body, 'request');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const asked = {
    storeId: query['storeid'] ?? bound.value?.storeId ?? null,
    refreshDate: query['refreshdate'] ?? bound.value?.refreshDate ?? null,
  };
  const refuse = (answer: Answer): Performed => ({ account, answer });
  if (asked.storeId !== null && !/^\d{1,15}$/.test(String(asked.storeId))) {
    return refuse(modelProblem({ storeId: [`The value '${asked.storeId}' is not valid.`] }));
  }
  const date = asked.refreshDate === null ? null : readPacific(asked.refreshDate);
  if (asked.refreshDate !== null && date === null) {
    return refuse(modelProblem({ refreshDate: ['Could not convert the value to a date'] }));
  }
  const since = date === null ? null : pacificMoment(date);
  if (asked.storeId === null) {
    const all = [...account.stores.values()].filter(canRefresh);
    const begun = all.reduce((before, row) => beginRefresh(before, row, { since, now }), account);
    return { account: begun, answer: outcome('A store refresh has been initiated.') };
  }
  const row = account.stores.get(Number(asked.storeId));
  if (row === undefined) return refuse(notFound('Store not found'));
  if (!canRefresh(row)) return refuse(ruleProblem('This store cannot be refreshed.'));
  return {
    account: beginRefresh(account, row, { since, now }),
    answer: outcome(`A store refresh has been initiated for Store ID ${row.wire.storeId}`),
  };
}

/** 2 stands for "Updating orders" in the one example; what stands otherwise is not known. */
export function refreshStatus(account: Account, query: Query): Answer {
  const given = query['storeid'] ?? '';
  if (!/^\d{1,15}$/.test(given)) {
    return modelProblem({ storeId: [`The value '${given}' is not valid for storeId.`] });
  }
  const row = account.stores.get(Number(given));
  if (row === undefined) return notFound('Store not found');
  const isUpdating = row.refresh.is === 'updating';
  const date = (text: string | null) =>
    text === null || account.switches.refreshStatusDates === 'full' ? text : monthFirst(text);
  return answerJson(200, {
    storeId: row.wire.storeId,
    refreshStatusId: isUpdating ? 2 : null,
    refreshStatus: isUpdating ? 'Updating orders' : null,
    lastRefreshAttempt: date(row.wire.lastRefreshAttempt),
    refreshDate: date(row.wire.refreshDate),
  });
}

const monthFirst = (text: string): string => {
  const [year = '', month = '', day = ''] = text.slice(0, 10).split('-');
  return `${Number(month)}-${Number(day)}-${year}`;
};
