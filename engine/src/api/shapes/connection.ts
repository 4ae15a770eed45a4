/** Connections: how they stand, and what people do to them. */
import { z } from 'zod';
import { operations } from '../../core/model/dossier.ts';
import { freeText, instantText } from './words.ts';

/** What can be paused on a connection, in the words of people. */
export const pausableShape = z.enum(['releases', 'withdrawals', 'voids', 'writes', 'looks']);

const boundsShape = z.object({
  atMostEveryMilliseconds: z.int()
    .meta({ description: 'not sooner after the last look, whoever waits for it' }),
  atLeastEveryMilliseconds: z.int()
    .meta({ description: 'not later after the last look, though nothing is expected of it' }),
});

export const connectionShape = z.object({
  name: z.string(),
  connector: z.string(),
  title: z.string().meta({ description: 'what people call a connector of this kind' }),
  mode: z.enum(['live', 'shadow']),
  state: z.enum(['well', 'troubled', 'not-reached']),
  sentence: z.string(),
  lastGoodAt: instantText.nullable(),
  wellSince: instantText.nullable().default(null).meta({
    description: 'since when it has answered as it should, as far back as that was kept; null ' +
      'while it is in trouble or not reached',
  }),
  troubledSince: instantText.nullable().default(null)
    .meta({ description: 'since when it does not answer as it should; null while it is well' }),
  ordersWaiting: z.int().default(0)
    .meta({ description: 'orders of which something waits to be done there' }),
  stakes: z.object({
    sentence: z.string().meta({ description: 'what stops while it is down' }),
    waiting: z.array(z.object({
      what: z.enum([
        'release', 'label', 'news', 'warehouse-told', 'warehouse-next', 'channel-told',
        'channel-next',
      ]).meta({
        description: 'what the orders would wait for; next: it is owed once their label is made',
      }),
      orders: z.int(),
      parcels: z.int().nullable()
        .meta({ description: 'labelled and not told; null where it is not known of each order' }),
      list: z.record(z.string(), z.string())
        .meta({ description: 'the query of /v1/orders whose list this number counts' }),
    })),
  }).default({ sentence: '', waiting: [] })
    .meta({ description: 'what stops if it is down, and what stands there now' }),
  calls: z.object({
    calls: z.int(),
    failed: z.int().meta({ description: 'as many as the list with failed=yes, up to its limit' }),
    medianMilliseconds: z.int().nullable(),
    slowMilliseconds: z.int().nullable().meta({ description: 'one in twenty takes longer' }),
  }).nullable().default(null)
    .meta({ description: 'over the calls of the last hour; null where there were none' }),
  lease: z.object({
    holder: z.string().meta({ description: 'the process: its machine, its number, its start' }),
    epoch: z.int(), renewedAt: instantText,
    isHeld: z.boolean()
      .meta({ description: 'false: whoever worked it has not said so for long' }),
    place: z.enum(['this-process', 'this-machine', 'another-machine'])
      .meta({ description: 'as seen from the process that answers' }),
    machine: z.string(),
  }).nullable(),
  budget: z.object({
    limit: z.int(), used: z.int(),
    left: z.int().meta({ description: 'how many may still be made within the window' }),
    windowMilliseconds: z.int(),
    closedUntil: instantText.nullable(), binds: z.enum(['budget', 'latency', 'lease', 'nothing']),
    uses: z.array(z.object({
      use: z.enum([
        'write-back', 'out-of-harm', 'label-on-demand', 'release', 'polling', 'other',
        'other-programs',
      ]),
      calls: z.int(),
    })).meta({
      description: 'what the calls used went into; together they are `used`. write-back: looks ' +
        'for labels, and telling of them; out-of-harm: withdrawing, holding and voiding; ' +
        'other-programs: made on the same key by others',
    }),
    kept: z.object({
      outOfHarm: z.int()
        .meta({ description: 'beside the limit, for withdrawing, holding and voiding' }),
      unforeseen: z.int()
        .meta({ description: 'beside the limit, for people and what nobody foresees' }),
      labelLooks: z.int().meta({
        description: 'within the limit: releases leave so many to the next looks for labels',
      }),
    }).nullable().meta({ description: 'calls kept back; null where no limit is known' }),
    firstFreeAt: instantText.nullable()
      .meta({ description: 'when the oldest call used counts no longer; null: none counts' }),
    allFreeAt: instantText.nullable().meta({ description: 'when all of them count no longer' }),
  }).nullable(),
  labels: z.object({
    perMinute: z.int().meta({ description: 'labels that can be bought in a minute at most' }),
    waitSeconds: z.int().meta({ description: 'how long one that is asked for now would wait' }),
  }).nullable().default(null).meta({
    description: 'label on demand; null where none is bought over this connection',
  }),
  waiting: z.array(z.object({ operation: z.enum(operations), count: z.int() })),
  feeds: z.array(z.object({
    feed: z.string(), everyMilliseconds: z.int(), sentence: z.string(),
    lookedAt: instantText.nullable(), readThrough: instantText.nullable(),
    newsAt: instantText.nullable(),
    looks: z.object({
      ...boundsShape.shape,
      costInCalls: z.int().meta({ description: 'calls that one look takes' }),
      usual: boundsShape.meta({ description: 'where the policy sets no bounds' }),
      shortestMilliseconds: z.int().meta({ description: 'no bound may be shorter' }),
      longestMilliseconds: z.object({ atMostEvery: z.int(), atLeastEvery: z.int() })
        .meta({ description: 'no bound may be longer: so often it is looked at anyway' }),
    }),
    hooks: z.object({
      state: z.enum(['not-heard', 'prompt', 'late', 'missing']), heardAt: instantText.nullable(),
    }).nullable(),
  })),
  polling: z.object({
    callsPerMinute: z.int().nullable().meta({
      description: 'that this key may make; null where the other side names no limit',
    }),
    keptFree: z.int()
      .meta({ description: 'of these a minute, for people, voids and withdrawals' }),
    atMost: z.int().nullable()
      .meta({ description: 'that all looks together may take a minute, by bounds of the policy' }),
  }).nullable().default(null).meta({
    description: 'what looks may take of the calls; null where nothing is looked at',
  }),
  hooks: z.object({
    state: z.enum(['off', 'not-kept', 'kept', 'missing']), sentence: z.string(),
    keptAt: instantText.nullable(),
    heardAt: instantText.nullable().meta({ description: 'when the last one came' }),
    judged: z.int().meta({
      description: 'so many of the newest pieces of news were looked at for whether a webhook ' +
        'told of them; how late each one came is not kept',
    }),
    inTime: z.int().meta({
      description: 'of so many the webhook came before Gatepass saw the news itself, or within ' +
        '10 seconds',
    }),
  }).nullable(),
  credentials: z.array(z.object({
    is: z.enum(['secret', 'key']).meta({
      description: 'a secret of the settings, kept sealed here; or a key with which it calls us',
    }),
    name: z.string().meta({ description: 'what people call the setting, or the name of the key' }),
    since: instantText.nullable().meta({
      description: 'when its value was last changed, or the key was made; null: it has no value',
    }),
    usedAt: instantText.nullable().meta({ description: 'when the key was last used' }),
    endsAt: instantText.nullable().meta({ description: 'when the key ends by itself' }),
  })).default([]).meta({ description: 'how old the credentials are; never what they are' }),
  customStore: z.object({
    address: z.string().nullable().meta({
      description: 'what the set-up page of the Custom Store in ShipStation must name; null ' +
        'where nobody said how others reach this Gatepass',
    }),
    fetchedAt: instantText.nullable().meta({ description: 'when it last asked for orders' }),
    fetchAnswer: z.string().nullable().meta({ description: 'with what answer' }),
    noticedAt: instantText.nullable().meta({ description: 'when it last told of a parcel' }),
    noticeAnswer: z.string().nullable(),
    refusedAt: instantText.nullable().meta({ description: 'the newest wrong credentials' }),
    refused: z.int().meta({ description: 'how many times wrong credentials came' }),
    sentences: z.array(z.string()),
  }).nullable().default(null).meta({
    description: 'how ShipStation has called us; null where the connection has no Custom Store',
  }),
  sweep: z.object({
    state: z.enum(['never', 'asked', 'under-way', 'done']), sentence: z.string(),
    askedAt: instantText.nullable(), finishedAt: instantText.nullable(),
    wholeFinishedAt: instantText.nullable(),
    found: z.object({
      here: z.int(), there: z.int(), others: z.int(), strays: z.array(z.string()),
      asked: z.int(), gone: z.int(),
    }),
  }).nullable(),
  watch: z.array(z.string()).default([]).meta({
    description: 'a sentence for each thing that is worth watching: a clock that is wrong, a ' +
      'gate that is watched and not enforced, a silence',
  }),
  paused: z.array(z.object({
    what: pausableShape, by: z.string(), why: z.string(), since: instantText,
    until: instantText.nullable(), sentence: z.string(),
  })).default([]),
});

export const callShape = z.object({
  id: z.int(),
  at: instantText.meta({ description: 'when it left' }),
  purpose: z.string().meta({
    description: 'an operation such as create-order, or what was read: feed labels',
  }),
  tookMilliseconds: z.int().nullable().meta({ description: 'null without an answer' }),
  isFailed: z.boolean(),
  sentence: z.string().meta({ description: 'what came back, in words' }),
  result: z.string().nullable()
    .meta({ description: 'as it was noted: a status, or why no answer came' }),
  orders: z.array(z.object({
    id: z.string(), orderNumber: z.string(),
    outcome: z.enum(['done', 'refused', 'unknown']).nullable()
      .meta({ description: 'null while its answer is awaited' }),
    words: z.string().nullable().meta({ description: 'of the other side, where it was no yes' }),
  })).meta({ description: 'what it was about, those that went wrong first; at most 20' }),
});

export const pauseBodyShape = z.strictObject({
  only: z.array(pausableShape).min(1).optional()
    .meta({ description: 'without it: everything that writes; looking goes on' }),
  why: freeText.trim().min(1),
  until: instantText.nullable().default(null),
});

export const resumeBodyShape = z.strictObject({
  only: z.array(pausableShape).min(1).optional()
    .meta({ description: 'without it: all that is paused' }),
  why: freeText.trim().min(1).default('no reason given'),
});

export const resumeAnswerShape = z.object({ resumed: z.array(pausableShape) });

export const sweepAskedShape = z.object({ connection: z.string(), sentence: z.string() });

/** Something that was found out about a connection's account. */
export const traitShape = z.object({
  name: z.string(),
  value: z.string(),
  evidence: z.string(),
  step: z.string(),
  learntAt: instantText,
  consentedBy: z.string(),
  consentedAt: instantText,
});

export const connectionDetailShape = connectionShape.extend({ traits: z.array(traitShape) });

export const probeShape = z.object({
  isWell: z.boolean(),
  sentences: z.array(z.string()),
  /** What stops nothing and is worth knowing. */
  watch: z.array(z.string()).default([]),
});

export type CallView = z.output<typeof callShape>;

export type ConnectionView = z.output<typeof connectionShape>;

export type TraitView = z.output<typeof traitShape>;
