/** An address as it was given. What we understood of it is worked out, never written over it. */
export type Address = {
  readonly name: string;
  readonly company: string | null;
  readonly street1: string;
  readonly street2: string | null;
  readonly street3: string | null;
  readonly city: string;
  readonly state: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly phone: string | null;
  readonly email: string | null;
};
