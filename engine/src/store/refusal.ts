/** The store says no, in words for a person: what happened, and what they can do. No stack. */
export class StoreRefusal extends Error {
  override readonly name: string = 'StoreRefusal';
}

/** Another process has the folder open. */
export class StoreInUse extends StoreRefusal {
  override readonly name = 'StoreInUse';
  /** `process 123`, and on which host where that is another one. */
  readonly owner: string;

  constructor(folder: string, owner: string) {
    super(`The data folder ${folder} is in use by ${owner}. ` +
      'Only one process can open it. Stop that one first, or give this one another folder ' +
      '(GATEPASS_DATA), or use PostgreSQL (DATABASE_URL), which many processes can share.');
    this.owner = owner;
  }
}
