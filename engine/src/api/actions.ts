/** What may be done about an order or an exception, as console and command line offer it. */
import { isHeld, offersOn, offersOnAll, type Offer } from '../core/decide/offers.ts';
import { explainOffer } from '../core/explain/offer.ts';
import type { Case } from '../core/decide/case.ts';
import type { Exception } from '../core/model/decision.ts';
import type { ExceptionCode } from '../core/model/exceptions.ts';
import { tokenOf } from '../desk/rulings.ts';
import { isAllowed, rightToRule, rolesFor, type Right } from '../people/rights.ts';
import type { Bearer } from '../store/keys.ts';
import type { ActionView } from './shapes.ts';

type Asks = ActionView['asks'];

const action = (
  bearer: Bearer,
  needs: Right,
  one: Pick<ActionView, 'action' | 'words' | 'means' | 'path'> & {
    readonly body?: Readonly<Record<string, string>>;
    readonly asks?: Asks;
    readonly optional?: Asks;
  },
): ActionView => ({
  method: 'POST', body: {}, asks: [], optional: [], ...one, needs,
  roles: [...rolesFor(bearer, needs)], isAllowed: isAllowed(bearer, needs),
});

const ruling = (
  bearer: Bearer,
  order: string,
  offer: Offer,
  about: { readonly code: ExceptionCode | null; readonly exception: string | null;
    readonly consignment: string | null },
): ActionView => action(bearer, rightToRule(offer.ruling), {
  action: offer.ruling,
  ...explainOffer(offer.ruling, about.code),
  path: `/v1/orders/${order}/rulings`,
  body: {
    ruling: offer.ruling,
    ...(about.exception === null ? {} : { exception: about.exception }),
    ...(about.consignment === null ? {} : { consignment: about.consignment }),
    about: tokenOf(offer.abouts),
  },
  ...asked(offer.ruling),
});

const asked = (ruling: Offer['ruling']): Pick<ActionView, 'asks' | 'optional'> => {
  switch (ruling) {
    case 'hold':
      return { asks: ['why'], optional: ['until'] };
    case 'sent-otherwise':
      return { asks: ['carrier', 'why'], optional: ['trackingNumber'] };
    default:
      return { asks: ['why'], optional: [] };
  }
};

/** The rulings that an exception offers, then what people may do about it short of one. */
export const actionsOnException = (
  bearer: Bearer,
  order: string,
  at: Case | null,
  { id, exception, isOpen }: {
    readonly id: string; readonly exception: Exception; readonly isOpen: boolean;
  },
): ActionView[] => !isOpen ? [] : [
  ...(at === null ? [] : offersOn(at, exception)).map((offer) => ruling(bearer, order, offer, {
    code: exception.code, exception: id, consignment: null,
  })),
  ...acts(bearer, `/v1/exceptions/${id}`),
];

/** What people may do about all exceptions of one cause. */
export const actionsOnGroup = (bearer: Bearer, id: string, isOpen: boolean): ActionView[] =>
  isOpen ? [...acts(bearer, `/v1/exceptions/groups/${id}`)] : [];

const acts = (bearer: Bearer, path: string): readonly ActionView[] => [
  action(bearer, 'work-exceptions', {
    action: 'acknowledge', words: 'I have seen it', path: `${path}/acknowledge`,
    means: 'Others see that you have looked. It stays open until it is settled.',
    optional: ['why'],
  }),
  action(bearer, 'work-exceptions', {
    action: 'give', words: 'Give it to somebody', path: `${path}/give`,
    means: 'It stands under their name, or under that of a role.', asks: ['to'],
    optional: ['why'],
  }),
  action(bearer, 'work-exceptions', {
    action: 'wait', words: 'Wait until a time', path: `${path}/wait`,
    means: 'It leaves the list until then. It comes back sooner when it grows worse.',
    asks: ['until', 'why'],
  }),
];

/** What may be done about an order whether or not anything is wrong with it. */
export const actionsOnOrder = (
  bearer: Bearer,
  order: string,
  cases: readonly Case[],
): ActionView[] => {
  const offers = cases.flatMap((at) =>
    offersOnAll(at).map((offer) => ({ offer, consignment: at.facts.id })));
  const holds = offers.filter(({ offer }) => offer.ruling === 'hold');
  return [
    ...(holds.length === 0 ? [] : [ruling(
      bearer, order, { ruling: 'hold', abouts: holds.flatMap(({ offer }) => offer.abouts) },
      { code: null, exception: null, consignment: null })]),
    ...(cases.some(isHeld) ? [action(bearer, 'rule', {
      action: 'let-go', words: 'Let it go', path: `/v1/orders/${order}/let-go`,
      means: 'The hold ends, whoever made it, and the order goes on as the facts have it.',
      asks: ['why'],
    })] : []),
    // Each consignment leaves by itself, with a number of its own.
    ...offers.filter(({ offer }) => offer.ruling !== 'hold').map(({ offer, consignment }) =>
      ruling(bearer, order, offer, { code: null, exception: null, consignment })),
  ];
};
