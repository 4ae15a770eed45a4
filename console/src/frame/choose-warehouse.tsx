/** In the head of the pages that are about orders: of which warehouse. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { namesIn } from '../api/names.ts';
import { policyQuestion } from '../api/questions.ts';
import { words } from '../words/words.ts';
import { causeFilter, causeList, ordersSearch } from './address.ts';
import { keptWarehouse } from './kept.ts';

export function ChooseWarehouse() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data, isPending } = useQuery(policyQuestion);
  const { warehouse: chosen } = search;
  const { warehouses } = namesIn(data);
  if (path !== '/' && path !== '/exceptions' && path !== '/orders') return null;
  // A shared link may name one that the policy no longer has: it is shown as what it is.
  const known = [...new Set([...warehouses, ...(chosen === undefined ? [] : [chosen])])];
  if (!isPending && known.length < 2 && chosen === undefined) return null;

  function choose(value: string): void {
    const warehouse = value === '' ? undefined : value;
    keptWarehouse.write(value);
    if (path === '/') void navigate({ to: '/', search: { warehouse } });
    if (path === '/orders') {
      void navigate({
        to: '/orders', search: { ...ordersSearch(search), warehouse, notWarehouse: undefined },
      });
    }
    // What stands open there may be none of the other warehouse's.
    if (path === '/exceptions') {
      void navigate({
        to: '/exceptions', search: { ...causeFilter(search), ...causeList(search), warehouse },
      });
    }
  }

  return (
    <NativeSelect
      className="top-warehouse" size="sm" aria-label={words.flow.warehouse} value={chosen ?? ''}
      data={[
        { value: '', label: words.flow.allWarehouses },
        ...known.map((name) => ({
          value: name, label: name.split(',').join(words.orders.or),
        })),
      ]}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
