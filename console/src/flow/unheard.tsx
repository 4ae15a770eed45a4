/** Addresses that are to be told of causes and do not hear: nobody else would say so. */
import type { Flow } from '../api/client.ts';
import { words } from '../words/words.ts';
import '../standstill/standstill.css';

export function Unheard({ addresses }: { addresses: Flow['unheardAlerts'] }) {
  if (addresses.length === 0) return null;
  return (
    <section className="standstill" aria-labelledby="unheard">
      <h2 id="unheard">{words.flow.unheardTitle}</h2>
      <ul>
        {addresses.map(({ name, sentence }) => <li key={name}>{sentence}</li>)}
      </ul>
    </section>
  );
}
