import { Kbd, Modal, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { keptSingleKeys, useKept } from '../frame/kept.ts';
import { words } from '../words/words.ts';

export function Help({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { keys } = words;
  const isOn = useKept(keptSingleKeys) === 'on';
  return (
    <Modal.Root opened={isOpen} onClose={onClose} centered transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className="stack help">
          {/* Mantine's own head would be a second banner of the page. */}
          <div className="row help-head">
            <Modal.Title fw={700}>{keys.title}</Modal.Title>
            <Modal.CloseButton aria-label={keys.close} />
          </div>
          <p>{keys.intro}</p>
          <table className="keys">
            <caption className="hidden">{keys.table}</caption>
            <thead><tr><th scope="col">{keys.key}</th><th scope="col">{keys.does}</th></tr></thead>
            <tbody>
              <Key does={keys.find}><Kbd>/</Kbd></Key>
              <Key does={keys.palette}><Kbd>Ctrl</Kbd> <Kbd>k</Kbd></Key>
              <Key does={keys.goFlow}><Kbd>g</Kbd> {keys.then} <Kbd>f</Kbd></Key>
              <Key does={keys.goExceptions}><Kbd>g</Kbd> {keys.then} <Kbd>e</Kbd></Key>
              <Key does={keys.goOrders}><Kbd>g</Kbd> {keys.then} <Kbd>o</Kbd></Key>
              <Key does={keys.goPlans}><Kbd>g</Kbd> {keys.then} <Kbd>p</Kbd></Key>
              <Key does={keys.goConnections}><Kbd>g</Kbd> {keys.then} <Kbd>c</Kbd></Key>
              <Key does={keys.next}><Kbd>j</Kbd></Key>
              <Key does={keys.previous}><Kbd>k</Kbd></Key>
              <Key does={keys.mark}><Kbd>x</Kbd></Key>
              <Key does={keys.open}><Kbd>Enter</Kbd></Key>
              <Key does={keys.acknowledge}><Kbd>a</Kbd></Key>
              <Key does={keys.wait}><Kbd>h</Kbd></Key>
              <Key does={keys.help}><Kbd>?</Kbd></Key>
            </tbody>
          </table>
          <Switch
            label={keys.single} description={keys.singleHint} checked={isOn}
            onChange={(event) => keptSingleKeys.write(event.currentTarget.checked ? 'on' : 'off')}
          />
          <p>{keys.more} <Link to="/handbook" onClick={onClose}>{words.handbook.name}</Link></p>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Key({ does, children }: { does: string; children: ReactNode }) {
  return <tr><td>{children}</td><td>{does}</td></tr>;
}
