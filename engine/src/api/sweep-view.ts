/** What the newest sweep of a connection found, in words. */
import { renderInstant, type Instant } from '../core/model/instant.ts';
import type { Tx } from '../store/database.ts';
import { readSweep, type SweepFound } from '../store/sweeps.ts';
import type { ConnectionView } from './shapes.ts';

export const viewSweep = async (
  tx: Tx,
  connection: string,
): Promise<NonNullable<ConnectionView['sweep']>> => {
  const { askedAt, begunAt, finishedAt, wholeFinishedAt, found } = await readSweep(tx, connection);
  const time = (at: Instant | null): string | null => (at === null ? null : renderInstant(at));
  const state = begunAt !== null ? 'under-way' : askedAt !== null ? 'asked'
    : finishedAt === null ? 'never' : 'done';
  return {
    state,
    sentence: state === 'under-way' ? 'Open orders are being counted there and here.'
      : state === 'asked' ? 'Somebody asked for a count; it goes in the lowest lane.'
      : state === 'never' ? 'Open orders have not been counted yet.' : inWords(found),
    askedAt: time(askedAt), finishedAt: time(finishedAt), wholeFinishedAt: time(wholeFinishedAt),
    found: { ...found, strays: [...found.strays] },
  };
};

const inWords = ({ here, there, asked, gone, strays }: SweepFound): string => [
  `${String(here)} open here and ${String(there)} there.`,
  ...(asked === 0 ? [] : [
    `${String(asked)} on no list there, and ${String(gone)} of them deleted or combined.`,
  ]),
  ...(strays.length === 0 ? [] : [
    `There with a key of ours and unknown here: ${strays.join(', ')}.`,
  ]),
].join(' ');
