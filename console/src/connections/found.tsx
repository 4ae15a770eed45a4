import { useQuery } from '@tanstack/react-query';
import type { ConnectionDetail } from '../api/client.ts';
import { connectionQuestion } from '../api/questions.ts';
import { Table, type Column } from '../table/table.tsx';
import { LocalClock } from '../time/zone.tsx';
import { words } from '../words/words.ts';
import { Fold } from './fold.tsx';
import { LookedUp } from './looked-up.tsx';

type Trait = ConnectionDetail['traits'][number];
const { connections: said } = words;
const heads = said.traitHeads;

const columns: readonly Column<Trait>[] = [
  { key: 'name', head: heads.name, cell: ({ name }) => <strong>{name}</strong> },
  { key: 'value', head: heads.value, cell: ({ value }) => value },
  { key: 'evidence', head: heads.evidence, kind: 'wide', cell: ({ evidence }) => evidence },
  { key: 'learnt', head: heads.learnt, cell: ({ learntAt }) => (
    <LocalClock at={learntAt} />
  ) },
];

type FoundProps = {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
};

/** What differs between accounts and was found out about this one; the address says if unfolded. */
export function Found({ name, isOpen, onOpen }: FoundProps) {
  return (
    <Fold title={said.more} isOpen={isOpen} onOpen={onOpen}><Traits name={name} /></Fold>
  );
}

function Traits({ name }: { name: string }) {
  return (
    <LookedUp answer={useQuery(connectionQuestion(name))}>
      {({ traits }) => traits.length === 0 ? (
        <p>{said.noTraits} <code>{said.probeCommand(name)}</code></p>
      ) : (
        <Table
          caption={said.more} columns={columns} rows={traits} keyOf={(trait) => trait.name}
        />
      )}
    </LookedUp>
  );
}
