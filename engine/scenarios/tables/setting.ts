/**
 * One row of a table in words: which cell holds in each dimension. Dimensions are shared by all
 * tables; a row names some of them, the others stand as on an ordinary day.
 */

export const cells = {
  // What the warehouse says.
  gate: {
    allocated: 'gate at allocation', picked: 'gate at the pick', packed: 'gate at packing',
  },
  status: {
    received: 'status received', allocated: 'status allocated', picking: 'status picking',
    picked: 'status picked', packed: 'status packed', dispatched: 'status dispatched',
    cancelled: 'status cancelled',
  },
  counts: {
    'none': 'nothing counted yet', 'part': 'one of two counted', 'all': 'all counted',
    'short-declared': 'one of two, the other declared short', 'over': 'three picked of two ordered',
    'packed-unpicked': 'more packed than picked', 'line-twice': 'a line stands twice',
    'no-lines': 'no line at all', 'parcel-exceeds': 'a parcel holds more than was picked',
  },
  rival: { no: 'one content per revision', yes: 'another content under the same revision' },
  hears: {
    nothing: 'the channel has not spoken', paid: 'paid', pending: 'not paid yet',
    cancelled: 'cancelled by the channel',
  },
  hold: {
    none: 'nobody holds it', held: 'a person holds it', until: 'a person holds it for an hour',
    over: 'a person held it until now',
  },
  stock: { unknown: 'stock not known', enough: 'enough on the shelf', out: 'nothing on the shelf' },
  // What becomes of it in ShipStation.
  enters: {
    'gatepass': 'Gatepass brings it in', 'channel': 'a store brings it in',
    'custom-store': 'a custom store brings it in',
  },
  stands: {
    'none': 'nothing stands in ShipStation', 'awaiting': 'one order awaits its label',
    'parked': 'we put the order on hold', 'held': 'somebody put the order on hold',
    'other': 'the order has a status we do not know', 'split': 'somebody split the order',
    'duplicate': 'somebody copied the order', 'combined': 'somebody combined the order',
    'gone': 'somebody deleted the order', 'withdrawn': 'we took the order out',
    'cancelled': 'somebody cancelled the order there', 'shipped': 'the order shows as shipped',
  },
  change: {
    'nothing': 'nothing changed since', 'address': 'then the telephone number changed',
    'short': 'then one of two was missing',
    'goes-short': 'then one of two was missing, may go short',
    'back': 'then it went back to picking', 'stopped': 'then the warehouse cancelled',
    'called-off': 'then the channel cancelled', 'left': 'then it left by other means',
    'left-bare': 'then it left, nobody said by whom',
  },
  attempt: {
    'untried': 'not tried yet', 'under-way': 'a call is under way',
    'done': 'answered, not seen yet',
    'refused': 'refused', 'refused-before': 'refused, then the content changed',
    'unknown': 'no answer, not looked yet', 'looked': 'no answer, looked and not there',
    'again': 'refused, a person says try again',
  },
  check: {
    'fine': 'nothing in the way', 'address': 'the address has no town',
    'postcode': 'the postcode fits no country', 'confirmed': 'a person confirmed an odd postcode',
    'service': 'the service is not mapped', 'no-service': 'no service named',
    'left-open': 'the carrier is left to ShipStation', 'package': 'no package mapped',
    'weight': 'it weighs nothing', 'filler': 'the weight is a filler',
    'customs': 'customs data missing', 'untellable': 'the carrier has no name for the warehouse',
    'warehouse': 'the policy knows no such warehouse',
    'channel': 'the policy knows no such channel',
    'history': 'heard of before going live', 'clock': 'the warehouse clock is wrong',
    'series': 'three older revisions in a row',
  },
  guard: {
    'none': 'nothing paused', 'release': 'releases are paused', 'withdraw': 'withdrawing is paused',
    'write': 'writes are paused', 'void': 'voids are paused', 'tripped': 'too many changes lately',
    'stale': 'ShipStation not looked at for an hour', 'never': 'ShipStation never looked at',
  },
  // The label.
  labels: {
    'none': 'no label', 'one': 'one label', 'foreign': 'a label on no order of ours',
    'duplicate': 'two labels on one order', 'voided': 'one label, voided',
    'relabelled': 'one label voided, one in its place', 'return': 'a label for goods coming back',
    'half': 'a label on one half of a split', 'halves': 'a label on each half of a split',
    'carrier': 'a label by another carrier', 'untracked': 'a label without a number',
    'unlined': 'a label that names no lines',
  },
  labelsBy: { desk: 'the desk makes the labels', gatepass: 'Gatepass buys the labels' },
  shortLabelled: { ask: 'short after label: ask', void: 'short after label: void' },
  // Who hears of it.
  toldBy: {
    shipstation: 'ShipStation tells', gatepass: 'Gatepass tells', warehouse: 'the warehouse tells',
    nobody: 'nobody tells',
  },
  toldWhen: { label: 'told at the label', dispatched: 'told at the dispatch' },
  mapped: { yes: 'carrier mapped', no: 'carrier not mapped' },
  message: {
    'unwritten': 'no message yet', 'under-way': 'a message is under way',
    'done': 'a message was sent', 'confirmed': 'a message was confirmed',
    'refused': 'a message was refused', 'again': 'a message was refused, a person says tell again',
    'due': 'a message went unanswered a minute ago',
    'not-due': 'a message went unanswered just now',
    'void': 'a message was confirmed, then the label voided',
    'overtaken': 'a message was sent, then the label voided',
    'relabelled': 'a message was confirmed, then another label made',
  },
  notice: {
    'not-told': 'ShipStation has not told', 'told': 'ShipStation has told',
    'refused': 'the channel refused ShipStation',
  },
  // Leaving.
  dispatch: {
    'none': 'not seen leaving', 'bare': 'status dispatched, no more said',
    'ours': 'dispatched under our number', 'other': 'dispatched under another number',
    'no-carrier': 'dispatched, no carrier named', 'no-number': 'dispatched, no number named',
  },
  collection: {
    none: 'no collection known', today: 'collected today', other: 'only another carrier collects',
  },
  time: { soon: 'within the limits', late: 'three days later' },
} as const;

export type Dimension = keyof typeof cells;
export type Setting = { readonly [D in Dimension]: keyof (typeof cells)[D] };
export type Row = { readonly [D in Dimension]?: keyof (typeof cells)[D] };

export const usual: Setting = {
  gate: 'packed', status: 'packed', counts: 'all', rival: 'no', hears: 'paid', hold: 'none',
  stock: 'unknown', enters: 'gatepass', stands: 'none', change: 'nothing', attempt: 'untried',
  check: 'fine', guard: 'none', labels: 'none', labelsBy: 'desk', shortLabelled: 'ask',
  toldBy: 'gatepass', toldWhen: 'label', mapped: 'yes', message: 'unwritten',
  notice: 'not-told', dispatch: 'none', collection: 'none', time: 'soon',
};

// The keys of the record above are the dimensions and nothing else.
export const dimensions = Object.keys(cells) as readonly Dimension[];

/** The words of one cell. */
export const wordsOf = (dimension: Dimension, cell: string): string => {
  const words: Readonly<Record<string, string>> = cells[dimension];
  return words[cell] ?? cell;
};

/** A row in words: what is other than on an ordinary day. */
export const rowInWords = (row: Row): string => {
  const odd = dimensions.flatMap((one) => {
    const cell = row[one];
    return cell === undefined || cell === usual[one] ? [] : [wordsOf(one, cell)];
  });
  return odd.length === 0 ? 'an ordinary day' : odd.join('; ');
};
