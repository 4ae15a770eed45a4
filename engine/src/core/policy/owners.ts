/** Whose an exception is, by its kind: as built in, or as the policy says. */
import {
  exceptionCodes, isExceptionCode, owners, type ExceptionCode, type Owner,
} from '../model/exceptions.ts';
import { members, oneOf, optional, problemAt, type Place } from './reading.ts';
import type { Policy } from './policy.ts';

/** Only the kinds that the policy names. */
export type Owners = Readonly<Partial<Record<ExceptionCode, Owner>>>;

/** To which role exceptions of this kind fall that open under this policy. */
export const ownerOf = (code: ExceptionCode, policy: Pick<Policy, 'owners'>): Owner =>
  policy.owners?.[code] ?? exceptionCodes[code].owner;

export type OwnedKind = { readonly code: ExceptionCode; readonly owner: Owner };

/** The same for every kind that there is. */
export const ownersByKind = (policy: Pick<Policy, 'owners'>): readonly OwnedKind[] =>
  Object.keys(exceptionCodes).filter(isExceptionCode)
    .map((code) => ({ code, owner: ownerOf(code, policy) }));

/** Left out where no kind is named, so that policies read as they always did. */
export const ownersIn = (place: Place | undefined): Pick<Policy, 'owners'> => {
  if (place === undefined || place.value === null) return {};
  const named: [ExceptionCode, Owner][] = [];
  for (const [code, member] of members(place, 'any')) {
    if (!isExceptionCode(code)) {
      problemAt(member, 'is no kind of exception; each kind has its page in the handbook');
      continue;
    }
    const owner = optional<Owner | null>(member, oneOf(...owners), null);
    if (owner !== null) named.push([code, owner]);
  }
  return named.length === 0 ? {} : { owners: Object.fromEntries(named) };
};
