/** An address as it was given, gaps and all. What we understand of it is worked out beside it. */
export type Address = {
  readonly name: string | null;
  readonly company: string | null;
  readonly street1: string | null;
  readonly street2: string | null;
  readonly street3: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2, upper case, when it was given so. */
  readonly country: string | null;
  readonly phone: string | null;
  readonly email: string | null;
};

/** An address that a label can be made for. */
export type CompleteAddress = Address & {
  readonly name: string;
  readonly street1: string;
  readonly city: string;
  readonly country: string;
};
