/** The tables: for each obligation, the few facts that it turns on, and all their values. */
import type { ObligationKind } from '../../src/core/model/decision.ts';
import { cells, dimensions, type Dimension, type Row } from './setting.ts';

export type Table = {
  readonly name: string;
  readonly obligation: ObligationKind;
  /** What stands in every row of this table, besides what it walks. */
  readonly given: Row;
  readonly walks: { readonly [D in Dimension]?: readonly (keyof (typeof cells)[D])[] };
};

const all = <D extends Dimension>(dimension: D): readonly (keyof (typeof cells)[D])[] =>
  // Object.keys forgets that the cells' own names are all there is.
  Object.keys(cells[dimension]) as (keyof (typeof cells)[D])[];

export const tables: readonly Table[] = [
  {
    name: 'Confirm: what the warehouse and the channel say', obligation: 'confirm', given: {},
    walks: {
      gate: all('gate'), status: all('status'), counts: all('counts'), rival: all('rival'),
      hears: all('hears'), stock: ['enough', 'out'],
    },
  },
  {
    name: 'Release: what stands in ShipStation and what was tried', obligation: 'release',
    given: {},
    walks: {
      enters: all('enters'), stands: all('stands'), attempt: all('attempt'),
      change: all('change'),
    },
  },
  {
    name: 'Release: what is in the way', obligation: 'release', given: {},
    walks: {
      check: all('check'), guard: all('guard'), stands: ['none', 'awaiting'],
      change: ['nothing', 'back'], enters: ['gatepass', 'channel'], hold: all('hold'),
    },
  },
  {
    name: 'Label: which labels there are', obligation: 'label', given: { stands: 'awaiting' },
    walks: {
      labels: all('labels'), change: all('change'), enters: all('enters'),
      shortLabelled: all('shortLabelled'), stands: ['none', 'awaiting', 'split'],
      guard: ['none', 'void', 'stale'],
    },
  },
  {
    name: 'Label: where Gatepass buys it', obligation: 'label',
    given: { stands: 'awaiting', labelsBy: 'gatepass' },
    walks: {
      stands: ['awaiting', 'held', 'split', 'duplicate', 'combined', 'gone', 'shipped'],
      attempt: all('attempt'), labels: ['none', 'one', 'voided'], guard: ['none', 'stale'],
      change: ['nothing', 'address', 'short', 'back', 'called-off', 'left'],
    },
  },
  {
    name: 'Tell the warehouse: how the message stands', obligation: 'tell-warehouse',
    given: { stands: 'awaiting' },
    walks: {
      message: all('message'), labels: ['none', 'one', 'duplicate', 'voided', 'untracked'],
      mapped: all('mapped'), dispatch: ['none', 'bare', 'ours'],
      change: ['nothing', 'called-off', 'back'], time: all('time'),
    },
  },
  {
    name: 'Tell the channel: who tells, when, and how the notice stands',
    obligation: 'tell-channel', given: { stands: 'awaiting' },
    walks: {
      enters: all('enters'), toldBy: all('toldBy'), toldWhen: all('toldWhen'),
      message: all('message'), labels: ['none', 'one', 'relabelled', 'voided'],
      notice: all('notice'), mapped: all('mapped'), dispatch: ['none', 'ours'],
    },
  },
  {
    name: 'Leave: was it seen leaving', obligation: 'leave', given: { stands: 'awaiting' },
    walks: {
      dispatch: all('dispatch'), collection: all('collection'), time: all('time'),
      labels: ['none', 'one', 'voided', 'foreign'], stands: ['none', 'awaiting', 'split'],
      attempt: all('attempt'),
    },
  },
];

/** Every row of a table, the last dimension turning fastest. */
export const rowsOf = (table: Table): readonly Row[] =>
  dimensions.reduce<readonly Row[]>((rows, dimension) => {
    const walked: readonly string[] | undefined = table.walks[dimension];
    return walked === undefined ? rows
      : rows.flatMap((row) => walked.map((cell) => ({ ...row, [dimension]: cell })));
  }, [{}]);
