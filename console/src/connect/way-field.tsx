import { NativeSelect } from '@mantine/core';
import type { ConnectorView } from '../api/connectors.ts';
import { words } from '../words/words.ts';
import { HandbookLink } from '../handbook/follow.tsx';
import { allWays, guidesFor, waysOf } from './ways.ts';

const said = words.connect;

type Chosen = { readonly connector: ConnectorView; readonly way: string | null };

type WayFieldProps = Chosen & {
  readonly onWay: (way: string) => void;
};

/** What somebody has of the other side: the fields below follow from it. */
export function WayField({ connector, way, onWay }: WayFieldProps) {
  if (way === null) return null;
  const ways = connector.reached?.ways ?? [];
  return (
    <NativeSelect
      label={said.reachedBy} value={way}
      description={ways.filter((one) => way === allWays || one.way === way)
        .map(({ meaning }) => `${meaning}.`).join(' ')}
      data={waysOf(connector).map((value) => ({
        value, label: ways.find((one) => one.way === value)?.label ?? said.reachedByAll,
      }))}
      onChange={(event) => onWay(event.currentTarget.value)}
    />
  );
}

/** Where it is written how this system is set up. */
export function Guides({ connector, way }: Chosen) {
  const guides = guidesFor(connector, way);
  if (guides.length === 0) return null;
  return (
    <p className="row">
      {guides.map(({ about, address }) => (
        <HandbookLink key={address} address={address}>{said.guide(about)}</HandbookLink>
      ))}
    </p>
  );
}
