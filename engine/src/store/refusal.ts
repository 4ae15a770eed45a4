/** The store says no, in words for a person: what happened, and what they can do. No stack. */
export class StoreRefusal extends Error {
  override readonly name = 'StoreRefusal';
}
