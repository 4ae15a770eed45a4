/** What the server is asked. Lists inside an order are given whole. */

export const loginQuestion = `mutation Login($user: String!, $password: String!) {
  login(username: $user, password: $password) {
    kind: __typename
    ... on ErrorResult { errorCode message }
  }
}`;

export const ordersPerPage = 50;

/** Notes come and go; every other entry of an order's history stays. */
const history = 'history(options: { take: 1, filter: { type: { notEq: "ORDER_NOTE" } } })';

export const ordersQuestion = `query Orders($options: OrderListOptions) {
  orders(options: $options) {
    items {
      id code state type createdAt updatedAt orderPlacedAt currencyCode
      customer { emailAddress }
      shippingAddress {
        fullName company streetLine1 streetLine2 city province postalCode countryCode phoneNumber
      }
      shippingLines { shippingMethod { code } }
      lines {
        id updatedAt quantity orderPlacedQuantity proratedUnitPriceWithTax
        productVariant { sku name updatedAt }
      }
      ${history} { totalItems }
    }
  }
}`;

export const standingQuestion = `query Standing($code: String!) {
  orders(options: { take: 2, filter: { code: { eq: $code } } }) {
    items {
      id code state type
      lines { id quantity }
      fulfillments { id state method trackingCode createdAt lines { orderLineId quantity } }
    }
  }
}`;

export const probeQuestion = `query Probe {
  orders(options: { take: 1 }) { items { id } }
  fulfillmentHandlers { code }
}`;

export const statesQuestion =
  'query States { globalSettings { serverConfig { orderProcess { name } } } }';

export const rightsQuestion = 'query Rights { me { channels { code token permissions } } }';
