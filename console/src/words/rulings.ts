/** What people decide about an order; what each decision is called comes from the engine. */
import type { Ruling } from '../api/rulings.ts';

export const rulingsWords = {
  title: 'What people decided',
  deed: (deed: string, of: string | null) => of === null ? `${deed} …` : `${deed}: ${of} …`,
  states: {
    'in-force': 'counts', 'used': 'done', 'lapsed': 'lapsed, the facts changed',
    'over': 'its time is up', 'withdrawn': 'taken back',
  } satisfies Record<Ruling['state'], string>,
  lastsUntil: 'Until',
  until: (zone: string) => `Until (${zone} time)`,
  untilNone: 'Left empty: until somebody lets it go.',
  fields: {
    carrier: 'By which carrier', trackingNumber: 'Tracking number, if there is one',
    to: 'Name of a person, or a role',
  },
  needed: 'This is needed.',
  takeBack: 'Take it back …',
  takeBackNamed: (sentence: string) => `Take it back … (${sentence})`,
  takeBackMeans: 'It counts no more from then on, and Gatepass decides anew from the facts. What '
    + 'was done by it stays done.',
  takeBackNow: 'Take it back',
  takenBackBy: (name: string, why: string) => `Taken back by ${name}: “${why}”.`,
};
