/** One box that leads anywhere by name: pages, views, and whatever is to be found. */
import { Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type KeyboardEvent } from 'react';
import { teamViewsQuestion } from '../api/team-views.ts';
import { stringifySearch } from '../frame/address.ts';
import { pages } from '../frame/pages.ts';
import { useWarehouse, type ForWarehouse } from '../frame/warehouse.ts';
import { builtInViews } from '../orders/built-in-views.ts';
import { useViews, type KeptView } from '../views/kept-views.ts';
import { words } from '../words/words.ts';
import { entriesFor, type Entry } from './entries.ts';
import './palette.css';

const said = words.palette;
const listId = 'palette-list';
const optionId = (at: number) => `palette-${String(at)}`;

export default function Palette({ onClose }: { onClose: () => void }) {
  const { history } = useRouter();
  const kept = [...useViews(), ...(useQuery(teamViewsQuestion).data?.items ?? [])];
  const forWarehouse = useWarehouse();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const entries = entriesFor(typed, placesWith(kept, forWarehouse), said.find);
  const at = Math.min(chosen, entries.length - 1);

  function go(entry: Entry | undefined) {
    if (entry === undefined) return;
    onClose();
    history.push(entry.address);
  }

  function press(event: KeyboardEvent) {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (by !== null) setChosen((at + by + entries.length) % entries.length);
    else if (event.key === 'Enter') go(entries[at]);
    else return;
    event.preventDefault();
  }

  return (
    <Modal.Root opened onClose={onClose} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className="stack palette">
          <div className="row help-head">
            <Modal.Title fw={700}>{said.title}</Modal.Title>
            <Modal.CloseButton aria-label={said.close} />
          </div>
          <TextInput
            data-autofocus label={said.box} autoComplete="off" spellCheck={false} value={typed}
            role="combobox" aria-expanded="true" aria-controls={listId} aria-autocomplete="list"
            aria-activedescendant={optionId(at)} onKeyDown={press}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setChosen(0);
            }}
          />
          <ul role="listbox" id={listId} aria-label={said.list} className="palette-list">
            {entries.map((entry, index) => (
              <li
                key={`${entry.kind} ${entry.name}`} role="option" id={optionId(index)}
                aria-selected={index === at} onClick={() => go(entry)}
              >
                {entry.name} <span className="quiet">{said.kinds[entry.kind]}</span>
              </li>
            ))}
          </ul>
          <p className="quiet">{said.keys}</p>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

type Named = Pick<KeptView, 'page' | 'name' | 'search'>;

const placesWith = (
  kept: readonly Named[], forWarehouse: ForWarehouse,
): readonly Entry[] => [
  ...pages.map(({ to, name, isOfWarehouse }): Entry => ({
    kind: 'page', name, address: `${to}${stringifySearch(isOfWarehouse ? forWarehouse : {})}`,
  })),
  {
    kind: 'page', name: words.wall.title, address: `/wall${stringifySearch(forWarehouse)}`,
  },
  ...morePages,
  ...builtInViews.map(({ name, filter, sort }): Entry => ({
    kind: 'view', name: said.ofOrders(name),
    address: `/orders${stringifySearch({ ...filter, sort })}`,
  })),
  ...kept.map(({ page, name, search }): Entry => ({
    kind: 'view', name, address: `${page}${search}`,
  })),
];

const morePages: readonly Entry[] = [
  { kind: 'page', name: words.frame.account, address: '/account' },
  { kind: 'page', name: words.frame.people, address: '/people' },
  { kind: 'page', name: words.connections.connect, address: '/connect' },
  { kind: 'page', name: words.handbook.name, address: '/handbook' },
];

