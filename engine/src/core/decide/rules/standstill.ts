/** While the other side is silent no limit runs, nor did one run while a person had paused it. */
import type { Obligation, ObligationKind } from '../../model/decision.ts';
import type { Contact, Effect, Silence, Standstill } from '../../model/dossier.ts';
import type { ConnectionName } from '../../model/ids.ts';
import { later, type Instant } from '../../model/instant.ts';
import type { Case } from '../case.ts';
import { lookAgain, type Draft, type Rule } from '../draft.ts';

type Open = Extract<Obligation['state'], { is: 'open' }>;
type Who = 'shipstation' | 'warehouse' | 'channel';

/** How soon a silence is asked about again, in milliseconds; its end wakes those who wait. */
const askAgain = 120_000;

/** A silence is the trouble of a connection and has one name there: no exception an order. */
export const standstill: Rule = (at, draft) =>
  ways(at).reduce<Draft>((so, { kind, effect, who, contact }) => {
    const state = so.obligations[kind];
    if (state?.is !== 'open' || contact === undefined) return so;
    const { silence } = contact;
    if (silence !== null && isSilenced(state, silence)) {
      const silenced: Open = {
        ...state, limitAt: null, because: { is: 'not-answering', who, ...silence },
      };
      return lookAgain(withState(so, kind, silenced), later(at.now, askAgain));
    }
    const limitAt = stoodStill(state, effect, contact.standstills);
    return limitAt === state.limitAt ? so : withState(so, kind, { ...state, limitAt });
  }, draft);

const withState = (draft: Draft, kind: ObligationKind, state: Open): Draft =>
  ({ ...draft, obligations: { ...draft.obligations, [kind]: state } });

type Way = {
  readonly kind: ObligationKind;
  readonly effect: Effect;
  readonly who: Who;
  readonly contact: Contact | undefined;
};

/** Over which connection each obligation is met that needs one. */
const ways = ({ warehouse, channel, contacts }: Case): readonly Way[] => {
  const of = (name: ConnectionName | undefined) =>
    (name === undefined ? undefined : contacts[name]);
  const account = of(warehouse?.shipstation);
  return [
    { kind: 'release', effect: 'release', who: 'shipstation', contact: account },
    { kind: 'label', effect: 'release', who: 'shipstation', contact: account },
    {
      kind: 'tell-warehouse', effect: 'write', who: 'warehouse',
      contact: of(warehouse?.connection),
    },
    { kind: 'tell-channel', effect: 'write', who: 'channel', contact: of(channel?.connection) },
  ];
};

/** What waits on a person does so still; what was late before the silence stays late. */
const isSilenced = ({ waitsOn, limitAt }: Open, { since }: Silence): boolean =>
  waitsOn !== 'person' && (limitAt === null || limitAt > since);

/** The limit, later by as long as nothing could be done towards it. */
const stoodStill = (
  { since, limitAt }: Open,
  effect: Effect,
  standstills: readonly Standstill[],
): Instant | null =>
  limitAt === null ? null : standstills
    .filter((one) => one.effect === null || one.effect === effect)
    .toSorted((one, other) => one.from - other.from)
    .reduce((limit, { from, until }) => {
      const lost = from >= limit ? 0 : Math.max(0, until - Math.max(from, since));
      return later(limit, lost);
    }, limitAt);
