/** What a plan would do, order by order: the first few at once, the others when asked for. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BulkPlan, PlannedItem } from '../api/causes.ts';
import { plannedQuestion } from '../api/cause-questions.ts';
import { Trouble } from '../frame/trouble.tsx';
import { More } from '../table/more.tsx';
import { Table, type Column } from '../table/table.tsx';
import { words } from '../words/words.ts';

const said = words.exceptions;
const heads = said.sampleHeads;
const columns: readonly Column<PlannedItem>[] = [
  { key: 'order', head: heads.order, kind: 'name', cell: ({ order, orderNumber }) => (
    <Link to="/orders/$id" params={{ id: order }} className="row-link">{orderNumber}</Link>
  ) },
  { key: 'before', head: heads.before, kind: 'wide', cell: ({ before }) => before },
  { key: 'after', head: heads.after, kind: 'wide', cell: ({ after, words: why }) => why ?? after },
];

export function PlanOrders({ plan }: { plan: BulkPlan }) {
  const { id, sample, counts } = plan;
  const [isWhole, setWhole] = useState(false);
  const others = useInfiniteQuery({ ...plannedQuestion(id, sample.length), enabled: isWhole });
  if (sample.length === 0) return null;
  const all = counts.unread + counts.planned + counts.leftOut + counts.done;
  const rows = [...sample, ...(others.data?.pages.flatMap((page) => page.items) ?? [])];
  return (
    <div className="stack">
      <h3>{said.sampleTitle}</h3>
      <Table
        caption={said.sampleTable} className="sample" columns={columns} rows={rows}
        keyOf={({ number }) => String(number)}
      />
      {others.isError ? (
        <Trouble error={others.error} onAgain={() => void others.refetch()} />
      ) : null}
      {rows.length < all && others.data === undefined ? (
        <div>
          <Button
            variant="default" loading={others.isFetching} onClick={() => setWhole(true)}
          >
            {said.more}
          </Button>
        </div>
      ) : <More answer={others} text={said.more} />}
    </div>
  );
}
