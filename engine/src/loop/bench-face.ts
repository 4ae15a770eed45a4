/** The face by which the benches of a warehouse ask for labels in words of their own. */
import type { BenchFace } from '../contract/bench-face.ts';
import { ownMember, type Policy } from '../core/policy/policy.ts';
import type { Surroundings } from './surroundings.ts';

export type { BenchAsk, BenchFace, BenchTold } from '../contract/bench-face.ts';

export type FoundFace =
  | { readonly is: 'face'; readonly face: BenchFace }
  | { readonly is: 'none'; readonly connector: string };

export const benchFaceOf = (
  policy: Policy,
  { connectors }: Pick<Surroundings, 'connectors'>,
  warehouse: string,
): FoundFace => {
  const its = ownMember(policy.warehouses, warehouse);
  const connection = its === null ? null : ownMember(policy.connections, its.connection);
  const connector = connection?.connector ?? '';
  const face = ownMember(connectors, connector)?.benchFace?.(connection?.settings ?? {}) ?? null;
  return face === null ? { is: 'none', connector } : { is: 'face', face };
};
