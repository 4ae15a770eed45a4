/** What the whole API is, and its parts, in the words of its page. */
export const aboutApi =
  'The layer between a warehouse, ShipStation and the sales channels. A warehouse and a ' +
  'channel send whole snapshots and hear of labels; people read orders, exceptions and ' +
  'connections, and steer. Send your key as `Authorization: Bearer …`. Everything is JSON. ' +
  'Times are UTC, money is in minor units (pence, cents), weights are grams. Lists answer `{ ' +
  'items, next }`: ask on with `after` set to `next`. What is refused is answered as problem ' +
  'details (RFC 9457): `detail` says in words what happened, `problems` names each bad field ' +
  'by its path. Fields are added over time and never taken away, so leave alone what you do ' +
  'not know.';

export const tags: readonly { readonly name: string; readonly description: string }[] = [
  { name: 'warehouse', description: 'What a warehouse says, and what it hears.' },
  { name: 'channel', description: 'What a shop or marketplace says, and what it hears.' },
  { name: 'reading', description: 'Orders, exceptions and connections, as they stand.' },
  { name: 'desk', description: 'What people judge and settle.' },
  { name: 'steering', description: 'What people stop and let go on.' },
  { name: 'plans', description: 'What waits for a person: going live, what the guard stopped.' },
  { name: 'replays', description: 'A period decided anew, and compared.' },
  { name: 'policy', description: 'What people set without code.' },
  { name: 'keys', description: 'Keys, and who changed what with them.' },
  { name: 'people', description: 'Who signs in here, and by which provider.' },
  { name: 'session', description: 'Who is asking, and how one gets in.' },
  { name: 'system', description: 'Health, trials, counts and backup.' },
];
