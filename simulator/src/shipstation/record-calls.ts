import type { Answer } from '../machine.ts';
import { answerJson } from '../machine.ts';
import type { Account } from './account.ts';
import { modelProblem, notFound, outcome } from './answers.ts';
import { bind } from './binding.ts';
import type { Call, Performed } from './call.ts';
import type { Query } from './lists.ts';
import { cutPage, readQuery, sortRows } from './lists.ts';
import { pacificText, readPacific } from './pacific.ts';
import type { Product } from './products.ts';
import { productBody } from './record-body.ts';

/** The records that orders leave behind: products and customers (shipstation.md 3.5, 3.6). */

export function listProducts(account: Account, query: Query): Answer {
  const asked = readQuery(query, {
    dates: [],
    numbers: ['productCategoryId', 'productTypeId', 'tagId'],
    switches: account.switches,
    dateEnds: 'inside',
  });
  if (asked.is === 'refused') return asked.answer;
  const from = dateOf(query['startdate']);
  const to = dateOf(query['enddate']);
  if (from === null || to === null) {
    const name = from === null ? 'startDate' : 'endDate';
    return modelProblem({ [name]: ['Could not convert the value to a date'] });
  }
  const showsInactive = query['showinactive']?.toLowerCase() === 'true';
  const { productCategoryId, productTypeId, tagId } = asked.numbers;
  // Nobody has sorted these products into categories, types or tags.
  const isSorted = [productCategoryId, productTypeId, tagId].some((id) => id !== undefined);
  const rows = [...account.products.values()].filter((product) =>
    !isSorted &&
    (product.active || showsInactive) &&
    hasText(product.sku, query['sku']) &&
    hasText(product.name, query['name']) &&
    (from === '' || product.createDate >= from) && (to === '' || product.createDate <= to));
  const sorted = sortRows(rows, query, {
    fields: { sku: 'sku', createdate: 'createDate', modifydate: 'modifyDate' },
    id: 'productId',
    otherwise: 'productId',
  });
  const page = cutPage(account, sorted, asked.paging);
  return answerJson(200, { products: page.rows, ...page.envelope });
}

/** Empty where nothing was asked, null where what was asked is no date. */
const dateOf = (given: string | undefined): string | null =>
  given === undefined || given === '' ? '' : readPacific(given);

const hasText = (text: string, wanted: string | undefined): boolean =>
  wanted === undefined || text.toLowerCase().startsWith(wanted.toLowerCase());

export function oneProduct(account: Account, id: number): Answer {
  const product = account.products.get(id);
  return product === undefined ? notFound('Product not found') : answerJson(200, product);
}

/** The whole product; what the body leaves out is empty afterwards (3.2). */
export function updateProduct({ account, body, now }: Call, id: number): Performed {
  const old = account.products.get(id);
  if (old === undefined) return { account, answer: notFound('Product not found') };
  const bound = bind(productBody, body, 'apiProduct');
  if (bound.is === 'refused') return { account, answer: bound.answer };
  const { productId: _id, ...given } = bound.value;
  const { productId, createDate, aliases, productCategory, productType, tags } = old;
  const product: Product = {
    ...given,
    sku: given.sku ?? old.sku,
    name: given.name ?? old.name,
    active: given.active ?? false,
    noCustoms: given.noCustoms ?? false,
    productId, createDate, aliases, productCategory, productType, tags,
    modifyDate: pacificText(now),
  };
  const productIdBySku = new Map(account.productIdBySku);
  productIdBySku.delete(old.sku);
  productIdBySku.set(product.sku, productId);
  return {
    account: {
      ...account,
      products: new Map(account.products).set(productId, product),
      productIdBySku,
    },
    answer: outcome('The requested product has been updated'),
  };
}

export function listCustomers(account: Account, query: Query): Answer {
  const asked = readQuery(query, {
    dates: [],
    numbers: ['marketplaceId', 'tagId'],
    switches: account.switches,
    dateEnds: 'inside',
  });
  if (asked.is === 'refused') return asked.answer;
  const { marketplaceId, tagId } = asked.numbers;
  const isSame = (wanted: string | undefined, found: string | null) =>
    wanted === undefined || wanted.toLowerCase() === found?.toLowerCase();
  const rows = [...account.customers.values()].filter((customer) =>
    // Nobody has tagged these customers.
    tagId === undefined &&
    isSame(query['statecode'], customer.state) &&
    isSame(query['countrycode'], customer.countryCode) &&
    (marketplaceId === undefined ||
      customer.marketplaceUsernames.some((name) => name.marketplaceId === marketplaceId)))
    .map((customer) => ({ ...customer, name: customer.name ?? '' }));
  const sorted = sortRows(rows, query, {
    fields: { name: 'name', createdate: 'createDate', modifydate: 'modifyDate' },
    id: 'customerId',
    otherwise: 'customerId',
  });
  const page = cutPage(account, sorted, asked.paging);
  return answerJson(200, { customers: page.rows, ...page.envelope });
}

export function oneCustomer(account: Account, id: number): Answer {
  const customer = account.customers.get(id);
  return customer === undefined ? notFound('Customer not found') : answerJson(200, customer);
}
