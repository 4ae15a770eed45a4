/** What the accounts have to choose from: asked of them, so that no number is typed. */
import { useQueries } from '@tanstack/react-query';
import type { Survey } from '../api/connectors.ts';
import { isUnseen, surveyQuestion } from '../api/questions.ts';
import { useMay } from '../may/use-may.ts';
import { words } from '../words/words.ts';

export type Choice = { readonly value: string; readonly label: string };

export type Found = {
  readonly isLooking: boolean;
  /** Null where nothing was found to choose from: then it is typed. */
  readonly shipFromWarehouseId: readonly Choice[] | null;
  readonly storeId: readonly Choice[] | null;
  /** Whether an account showed nothing, so that it is asked again after a while. */
  readonly isAgain: boolean;
  /** What could not be looked at, and why. */
  readonly unseen: readonly string[];
};

const said = words.connect;

/** Of several accounts each store says whose it is; the policy does not ask for that. */
export function useFound(accounts: readonly string[]): Found {
  const enabled = useMay('test-connection').is === 'yes';
  const answers = useQueries({
    queries: accounts.map((account) => ({ ...surveyQuestion(account), enabled })),
  });
  const found = answers.flatMap(({ data }, index) => data === undefined ? []
    : [{ of: accounts.length > 1 ? `${accounts[index] ?? ''}: ` : '', data }]);
  return {
    isLooking: enabled && answers.some(({ isPending }) => isPending),
    shipFromWarehouseId: choices(found, ({ shipFrom }) => shipFrom?.map((one) => ({
      id: one.id, label: said.place(one.name, one.id, one.isDefault),
    }))),
    storeId: choices(found, ({ stores }) => stores?.filter(({ isActive }) => isActive)
      .map((one) => ({
        id: one.id, label: said.store(one.name, one.id, one.ordersComeFrom, one.marketplace),
      }))),
    isAgain: found.some(({ data }) => isUnseen(data)),
    unseen: [...new Set(found.flatMap(({ data }) => data.unseen))],
  };
}

type Seen = { readonly of: string; readonly data: Survey };
type Row = { readonly id: number; readonly label: string };

function choices(
  found: readonly Seen[], rowsOf: (survey: Survey) => readonly Row[] | undefined,
): readonly Choice[] | null {
  const rows = found.flatMap(({ of, data }) => (rowsOf(data) ?? [])
    .map(({ id, label }) => ({ value: String(id), label: `${of}${label}` })));
  return rows.length === 0 ? null : rows;
}
