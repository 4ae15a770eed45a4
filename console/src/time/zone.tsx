/**
 * Whose clocks: those of the warehouse that a time is about, unless the reader chose their own or
 * UTC. One place, so that a collection is told alike on every page.
 */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { policyQuestion } from '../api/questions.ts';
import { keptZone, useKept } from '../frame/kept.ts';
import { useWarehouse } from '../frame/warehouse.ts';
import { words } from '../words/words.ts';
import { knownZone, ownZone } from './clock.ts';
import { zoneIn } from './of-warehouse.ts';
import { Clock, HowLong, zoneFor } from './when.tsx';

/** Without a warehouse: of what the page is about or looks at, else of the policy's first. */
export function useZone(warehouse?: string | null): string {
  return zoneFor(useKept(keptZone), useWarehouseZone(warehouse));
}

function useWarehouseZone(warehouse?: string | null): string {
  const { data } = useQuery(policyQuestion);
  const { warehouse: lookedAt } = useWarehouse();
  const about = useContext(AboutWarehouse);
  return zoneIn(data, warehouse ?? about ?? lookedAt) ?? ownZone();
}

/** Which warehouse a part of a page is about, where that is not the one that is looked at. */
export const AboutWarehouse = createContext<string | null>(null);

type OfWarehouse = { readonly warehouse?: string | null };

export function LocalClock(
  { at, warehouse, toTheSecond = false }: OfWarehouse & { at: string; toTheSecond?: boolean },
) {
  return <Clock at={at} zone={useZone(warehouse)} toTheSecond={toTheSecond} />;
}

export function LocalHowLong({ since, warehouse }: OfWarehouse & { since: string }) {
  return <HowLong since={since} zone={useZone(warehouse)} />;
}

type ChooseZoneProps = {
  /** Of the warehouse that the page is about; without it, as `useZone` finds it. */
  readonly warehouseZone?: string;
} & ({ readonly label: string } | { readonly 'aria-label': string });

/** Remembered by this browser, for all pages. */
export function ChooseZone({ warehouseZone, ...named }: ChooseZoneProps) {
  const { zones } = words.order;
  const found = useWarehouseZone();
  return (
    <NativeSelect
      {...named} value={useKept(keptZone)}
      data={[
        { value: 'warehouse', label: zones.warehouse(knownZone(warehouseZone ?? found)) },
        { value: 'mine', label: zones.mine(ownZone()) },
        { value: 'utc', label: zones.utc },
      ]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        keptZone.write(value === 'mine' || value === 'utc' ? value : 'warehouse');
      }}
    />
  );
}
