/**
 * What the shop is asked. A question may cost 1,000 points, an object one and a list as many as it
 * is allowed to hold, so that the sizes of lists inside lists multiply: these stay below it.
 */

const money = 'shopMoney { amount currencyCode }';

const lines = `
  pageInfo { hasNextPage endCursor }
  nodes {
    id name sku quantity currentQuantity nonFulfillableQuantity requiresShipping
    discountedUnitPriceSet { ${money} }
  }`;

export const ordersPerPage = 10;

export const ordersQuestion = `query Orders($query: String!, $after: String) {
  orders(first: ${String(ordersPerPage)}, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage }
    edges {
      cursor
      node {
        id name email createdAt updatedAt cancelledAt
        displayFinancialStatus displayFulfillmentStatus
        shippingLine { title }
        shippingAddress {
          name company address1 address2 city provinceCode zip countryCodeV2 phone
        }
        lineItems(first: 25) {${lines}}
      }
    }
  }
}`;

export const moreLinesQuestion = `query MoreLines($order: ID!, $after: String) {
  order(id: $order) {
    lineItems(first: 240, after: $after) {${lines}}
  }
}`;

export const findQuestion = `query Find($query: String!) {
  orders(first: 20, query: $query) { nodes { id name } }
}`;

const work = `
  pageInfo { hasNextPage endCursor }
  nodes { id remainingQuantity lineItem { id } }`;

/** The work that is left, by fulfillment order, and what was sent, by fulfillment. */
export const standingQuestion = `query Standing($order: ID!, $after: String) {
  order(id: $order) {
    cancelledAt
    fulfillmentOrders(first: 6, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id status
        assignedLocation { name location { id } }
        supportedActions { action }
        fulfillmentHolds { displayReason reasonNotes }
        lineItems(first: 40) {${work}}
      }
    }
    fulfillments(first: 60) {
      id status createdAt
      trackingInfo(first: 4) { company number }
    }
  }
}`;

export const mostSent = 60;

export const moreWorkQuestion = `query MoreWork($work: ID!, $after: String) {
  fulfillmentOrder(id: $work) {
    lineItems(first: 240, after: $after) {${work}}
  }
}`;

/** Of this many fulfillments at a time. */
export const mostContents = 8;

export const contentsQuestion = `query Contents($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Fulfillment {
      id
      fulfillmentLineItems(first: 50) {
        pageInfo { hasNextPage }
        nodes { quantity lineItem { id } }
      }
    }
  }
}`;

export const rightsQuestion = `query Rights {
  shop { name }
  currentAppInstallation { accessScopes { handle } }
  publicApiVersions { handle supported }
}`;

export const probeQuestion = 'query Probe { orders(first: 1) { nodes { id } } }';
