/** The first page: where parcels wait, what holds them up, and whether the vans are made. */
import { z } from 'zod';
import { alertAddressShape } from './alerts.ts';
import { pausableShape } from './connection.ts';
import { stage } from './order.ts';
import { instantText } from './words.ts';

/** The query of `/v1/orders` that gives exactly the orders a number counts. */
const list = z.record(z.string(), z.string())
  .meta({ description: 'the query of /v1/orders whose list this number counts' });

const ages = z.object({
  inTime: z.int(), dueSoon: z.int(), late: z.int(), veryLate: z.int(),
});

const troubleShape = z.object({
  connection: z.string(),
  party: z.enum(['shipstation', 'warehouse', 'channel']).nullable()
    .meta({ description: 'as what its orders use it; null where none do' }),
  is: z.enum(['silent', 'not-let-in', 'tripped', 'paused', 'feed-behind', 'limit-used-up'])
    .meta({ description: 'tripped: Gatepass itself cannot do it, and tries again now and then' }),
  sentence: z.string(),
  since: instantText.nullable()
    .meta({ description: 'of a feed that is behind: through when it was read' }),
  until: instantText.nullable()
    .meta({ description: 'when a pause ends by itself, or the limit is free again' }),
  by: z.string().nullable().meta({ description: 'who paused it' }),
  why: z.string().nullable()
    .meta({ description: 'for what reason it was paused, or what Gatepass tripped over' }),
  what: z.array(pausableShape)
    .meta({ description: 'what is paused, or what Gatepass trips over as it does it' }),
  feeds: z.array(z.string())
    .meta({ description: 'the feeds that are behind, or over which Gatepass trips' }),
  waiting: z.array(z.object({
    what: z.enum(['label', 'news', 'warehouse-told', 'channel-told'])
      .meta({ description: 'what its end lets go on' }),
    orders: z.int(), list,
  })),
});

export const flowShape = z.object({
  at: instantText,
  timeZone: z.string().meta({ description: 'in which the day began, and vans come' }),
  troubles: z.array(troubleShape).default([]).meta({
    description: 'what stands wrong with a connection as a whole, the gravest first: orders that ' +
      'wait for it are not late by that, and stand in no list of late ones',
  }),
  unheardAlerts: z.array(alertAddressShape).default([]).meta({
    description: 'addresses that are to be told of causes, and did not hear what was told last',
  }),
  needsYou: z.array(z.object({
    is: z.enum(['disagree', 'ready-unlabelled', 'warehouse-untold', 'channel-untold']),
    count: z.int(), late: z.int(), oldestSince: instantText.nullable(), list, lateList: list,
  })),
  questions: z.object({
    orders: z.int().meta({ description: 'whose warehouse was asked something unanswered' }), list,
  }),
  held: z.object({
    orders: z.int().meta({ description: 'that a person keeps back: they wait for nobody else' }),
    nextEndsAt: instantText.nullable()
      .meta({ description: 'when the first of the holds ends by itself' }),
    list,
  }),
  stages: z.array(z.object({
    stage, ages,
    held: z.int().meta({ description: 'that a person holds: of no age while the hold lasts' }),
    total: z.int().meta({ description: 'of every age, and those that are held' }),
    oldestSince: instantText.nullable().meta({ description: 'of those that nobody holds' }),
    inLastHour: z.int(), outLastHour: z.int(),
    blocked: z.int().meta({ description: 'with an exception in their headline' }),
    list, inList: list, outList: list,
  })),
  vans: z.array(z.object({
    warehouse: z.string(), carrier: z.string().meta({ description: 'ShipStation\'s code' }),
    collectedAt: instantText,
    labelled: z.int().meta({ description: 'labelled, and not seen leaving' }),
    toGo: z.int().meta({
      description: 'ready or in ShipStation, without a label, and waiting for no person',
    }),
    blocked: z.int().meta({
      description: 'ready or in ShipStation, and get no label until a person has acted',
    }),
    anyCarrier: z.object({ orders: z.int(), list }).nullable().default(null).meta({
      description: 'blocked as well, with a carrier that nobody knows yet: any van of the ' +
        'warehouse may be theirs, so they are told with the one that comes first; null elsewhere',
    }),
    perHour: z.int().nullable()
      .meta({ description: 'labels an hour over the last half-hour; null under ten labels' }),
    willMiss: z.int().nullable()
      .meta({ description: 'how many of those to go get no label before the van, at that pace' }),
    labelledList: list, toGoList: list, blockedList: list,
  })),
  causes: z.array(z.object({
    code: z.string(), fault: z.string(), title: z.string(), sentence: z.string(),
    severity: z.int(), orders: z.int(), oldestSince: instantText, list,
  })),
  today: z.object({
    since: instantText,
    confirmed: z.int().meta({ description: 'labelled and the warehouse told, since then' }),
    rightFirstTime: z.int().meta({ description: 'of those, with no exception but a nuisance' }),
    channelTold: z.int(),
    confirmedList: list, channelToldList: list,
    notRightList: list.meta({ description: 'those confirmed that were not right first time' }),
    medianMilliseconds: z.int().nullable().meta({ description: 'ready to confirmed' }),
  }),
  hours: z.array(z.object({
    from: instantText, count: z.int(), medianMilliseconds: z.int(), slowest5Milliseconds: z.int(),
  })).meta({ description: 'ready to confirmed, 24 hours; those without any are left out' }),
  paceLimitMilliseconds: z.int().nullable().meta({
    description: 'ready to confirmed: the limits of its three steps in the policy, together; '
      + 'null where the warehouses counted have different ones',
  }),
  marks: z.array(z.object({
    at: instantText,
    until: instantText.nullable().default(null).meta({
      description: 'when it was over, of what lasted or is foreseen to end; null of what stands',
    }),
    is: z.enum(['policy', 'silent', 'paused', 'limit-reached']).meta({
      description: 'limit-reached: no call was left on a connection, and work had to wait or a ' +
        'call was turned away; what lies close together is one mark',
    }),
    sentence: z.string(),
  })),
});

export type Flow = z.output<typeof flowShape>;
