/** A bench asks for the label of a parcel and waits: the same whatever words it asks in. */
import { renderInstant, type Instant } from '../core/model/instant.ts';
import { warehouseName } from '../core/model/ids.ts';
import { carrierForWarehouse } from '../core/policy/mapping.ts';
import { warehousePolicy } from '../core/policy/policy.ts';
import {
  askForLabel, seeForBench, type Bench, type BenchState,
} from '../loop/ask-for-label.ts';
import { topicChannel } from '../store/announce.ts';
import { readDocument } from '../store/documents.ts';
import { benchSentence, printPlace, refuseBench } from './bench-words.ts';
import type { ApiContext } from './context.ts';
import { printAddress, writePrintToken } from './print-address.ts';
import { notFound } from './problem.ts';
import type { BenchLabel } from './shapes.ts';

/** Throws in words for whatever a bench cannot wait for. */
export const askAtBench = async (
  context: ApiContext,
  asked: Bench & { readonly parcel: string },
  seconds: number,
): Promise<BenchLabel> => {
  const { warehouse, reference, parcel } = asked;
  const state = await whenLabelled(context, { warehouse, reference }, parcel, seconds);
  if (state === null) throw notFound(`consignment ${reference} at ${warehouse}`);
  return viewBench(context, asked, state, context.surroundings.now());
};

/** Listens before it asks: what changes in between rings, and is looked at at once. */
const whenLabelled = async (
  { surroundings, loop }: ApiContext,
  bench: Bench,
  parcel: string,
  seconds: number,
): Promise<BenchState | null> => {
  const { database } = surroundings;
  let ring = Promise.withResolvers<void>();
  const stop = await database.listen(topicChannel('changed'), () => { ring.resolve(); });
  const patience = new AbortController();
  const timer = setTimeout(() => {
    patience.abort();
    ring.resolve();
  }, seconds * 1_000);
  try {
    let state = await database.transaction((tx) => askForLabel(tx, surroundings, bench, parcel));
    loop?.bell.ring('decide');
    while (state?.view.is === 'going' && !patience.signal.aborted) {
      await ring.promise;
      ring = Promise.withResolvers<void>();
      state = await database.transaction((tx) => seeForBench(tx, surroundings, bench, parcel));
    }
    return state;
  } finally {
    clearTimeout(timer);
    await stop();
  }
};

const viewBench = async (
  { surroundings: { database }, seal }: ApiContext,
  asked: Bench & { readonly parcel: string },
  state: BenchState,
  now: Instant,
): Promise<BenchLabel> => {
  const { dossier, policy, capacity } = state;
  const its = warehousePolicy(policy, warehouseName(asked.warehouse));
  const reader = { timeZone: its?.timeZone ?? 'UTC', now };
  const view = refuseBench(state, asked, reader);
  const answer = {
    orderNumber: dossier.orderNumber, consignment: asked.reference, parcel: asked.parcel, capacity,
  };
  if (view.is === 'going') {
    return {
      ...answer, state: 'under-way', label: null, document: null, printAt: null,
      sentence: benchSentence(view, false, reader),
    };
  }
  const { label } = view;
  const print = await database.transaction((tx) => readDocument(tx, dossier.order, label.id));
  const { token, until } = writePrintToken(seal, { order: dossier.order, label: label.id }, now);
  const { id, trackingNumber, service, cost, weightGrams, madeAt } = label;
  return {
    ...answer,
    state: 'labelled',
    label: {
      id, trackingNumber, service, cost, weightGrams, madeAt: renderInstant(madeAt),
      carrier: carrierForWarehouse(policy, label.carrier) ?? label.carrier,
    },
    document: print === null ? null : {
      url: `${printAddress}?label=${encodeURIComponent(token)}`,
      file: `${printAddress}/${encodeURIComponent(token)}.pdf`,
      expiresAt: renderInstant(until),
    },
    printAt: print === null ? printPlace(label.orderNumber) : null,
    sentence: benchSentence(view, print !== null, reader),
  };
};
