/** What the rules would say of each consignment of a file, as if it had just been heard of. */
import type { FileRead } from './connectors/csv-files/translate/read-file.ts';
import type { Consignment } from './connectors/csv-files/translate/snapshot.ts';
import { absorb, emptyDossier } from './core/facts/absorb.ts';
import { decide } from './core/decide/decide.ts';
import { explainHeadline } from './core/explain/headline.ts';
import { explainReason } from './core/explain/reason.ts';
import { exceptionCodes } from './core/model/exceptions.ts';
import { channelName, consignmentId, orderId, warehouseName } from './core/model/ids.ts';
import { instant } from './core/model/instant.ts';
import type { Policy } from './core/policy/policy.ts';

export type Previewed = {
  readonly reference: string;
  readonly orderNumber: string;
  readonly status: string;
  readonly place: string | null;
  readonly rows: readonly number[];
  readonly lines: readonly {
    readonly line: string; readonly sku: string; readonly ordered: number;
    readonly picked: number; readonly packed: number;
  }[];
  /** What Gatepass would say; without a policy nothing. */
  readonly sentences: readonly string[];
  /** Codes of what people would have to see to. */
  readonly exceptions: readonly string[];
  /** Whether it would go into ShipStation as it stands. */
  readonly wouldBeReleased: boolean;
};

export type Preview = {
  readonly file: string;
  readonly rows: number;
  readonly isWithPolicy: boolean;
  readonly consignments: readonly Previewed[];
  readonly mistakes: FileRead['mistakes'];
};

type By = { readonly policy: Policy | null; readonly connection: string | null };

export const previewOf = (
  { consignments, mistakes, rows }: FileRead,
  { policy, connection }: By,
  { now, name }: { readonly now: number; readonly name: string },
): Preview => ({
  file: name, rows, mistakes, isWithPolicy: policy !== null,
  consignments: consignments.map((one) => ({
    reference: one.reference, orderNumber: one.snapshot.orderNumber, status: one.snapshot.status,
    place: one.place, rows: one.rows,
    lines: one.snapshot.lines.map(({ line, sku, ordered, picked, packed }) =>
      ({ line, sku, ordered, picked, packed })),
    ...(policy === null ? unsaid : saidOf(one, asIfLive(policy), connection ?? '', now)),
  })),
});

const unsaid = { sentences: [], exceptions: [], wouldBeReleased: false } as const;

/** A dry run asks what would be done, and so counts shadow mode and start lines for nothing. */
const asIfLive = (policy: Policy): Policy => ({
  ...policy,
  connections: Object.fromEntries(Object.entries(policy.connections).map(([name, one]) =>
    [name, { ...one, mode: 'live' as const }])),
  warehouses: Object.fromEntries(Object.entries(policy.warehouses).map(([name, one]) =>
    [name, { ...one, startLine: null }])),
});

const saidOf = (
  { reference, place, snapshot }: Consignment, policy: Policy, connection: string, at: number,
): Pick<Previewed, 'sentences' | 'exceptions' | 'wouldBeReleased'> => {
  const warehouse = warehouseOf(policy, connection, place);
  if (warehouse === null) {
    return { ...unsaid, sentences: [place === null
      ? `No warehouse of the policy is on the connection ${connection}, or several are.`
      : `“${place}” is the theirName of no warehouse on the connection ${connection}.`] };
  }
  const now = instant(at);
  const id = consignmentId('con_preview');
  const dossier = absorb(
    emptyDossier(orderId('ord_preview'), snapshot.orderNumber, channelName(snapshot.channel)),
    {
      kind: 'warehouse-says', consignment: id, warehouse: warehouseName(warehouse), reference,
      snapshot, arrivedAt: now,
    });
  const decision = decide(dossier, policy, { contacts: {}, stock: {} }, now);
  const reader = { timeZone: policy.warehouses[warehouse]?.timeZone ?? 'UTC', now };
  const wouldBeReleased = decision.consignments.some(({ actions }) =>
    actions.some((one) => one.do === 'create-order'));
  return {
    wouldBeReleased,
    exceptions: decision.exceptions.map(({ code }) => code),
    sentences: [
      wouldBeReleased ? 'It would go into ShipStation now.'
        : explainHeadline(decision.headline, reader),
      ...decision.exceptions.map(({ code, because }) =>
        `${exceptionCodes[code].title}: ${explainReason(because, reader)}`),
    ],
  };
};

const warehouseOf = (policy: Policy, connection: string, place: string | null): string | null => {
  const all = Object.entries(policy.warehouses).filter(([, one]) => one.connection === connection);
  const byName = all.find(([, one]) => place !== null && one.theirName === place);
  const [only, another] = all;
  return (byName ?? (another === undefined ? only : undefined))?.[0] ?? null;
};
