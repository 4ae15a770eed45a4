import type { Order } from './shapes.ts';

/** Customer records (shipstation.md 3.5, 3.6): one for each username that an order names. */
export type Customer = {
  readonly customerId: number;
  readonly createDate: string;
  readonly modifyDate: string;
  readonly name: string | null;
  readonly company: string | null;
  readonly street1: string | null;
  readonly street2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly countryCode: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** Shorter words than an order's address has: an official example says `Verified`. */
  readonly addressVerified: string;
  readonly marketplaceUsernames: readonly {
    readonly customerUserId: number;
    readonly customerId: number;
    readonly createDate: string;
    readonly modifyDate: string;
    readonly marketplaceId: number;
    readonly marketplace: string;
    readonly username: string;
  }[];
  readonly tags: null;
};

export function newCustomer(order: Order, username: string, customerId: number): Customer {
  const { shipTo, createDate } = order;
  const isVerified = shipTo.addressVerified === 'Address validated successfully';
  return {
    customerId,
    createDate,
    modifyDate: createDate,
    name: shipTo.name,
    company: shipTo.company,
    street1: shipTo.street1,
    street2: shipTo.street2,
    city: shipTo.city,
    state: shipTo.state,
    postalCode: shipTo.postalCode,
    countryCode: shipTo.country,
    phone: shipTo.phone,
    email: order.customerEmail,
    addressVerified: isVerified ? 'Verified' : 'Unverified',
    marketplaceUsernames: [
      {
        customerUserId: customerId * 10 + 1,
        customerId,
        createDate,
        modifyDate: createDate,
        marketplaceId: 0,
        marketplace: 'ShipStation',
        username,
      },
    ],
    tags: null,
  };
}
